import { OBJECT_TYPES, type ObjectType, type PropertyDefinition, type PropertyGroup } from './account.ts';
import { DEAL_ROWS, FEEDBACK_ROWS, TICKET_ROWS } from './deal-and-ticket-properties.ts';
import { engagementRows } from './engagement-properties.ts';
import { COMPANY_ROWS, CONTACT_ROWS } from './hubspot-properties.ts';
import { definitions, groups, type PropertyRow } from './property-rows.ts';

/** The properties HubSpot itself defines on each type, made anew for each account. */
export function hubspotProperties(): Record<ObjectType, Map<string, PropertyDefinition>> {
  return byType((type) => definitions(rowsOf(type), GROUPS[type][0][0]));
}

/** HubSpot's own property groups of each type. */
export function hubspotGroups(): Record<ObjectType, Map<string, PropertyGroup>> {
  return byType((type) => groups(...GROUPS[type]));
}

type Group = [name: string, label: string];

const ACTIVITY: [Group] = [['engagement', 'Activity information']];

/** The first one holds what is not said to be elsewhere. */
const GROUPS: Readonly<Record<ObjectType, [Group, ...Group[]]>> = {
  contacts: [
    ['contactinformation', 'Contact information'],
    ['emailinformation', 'Email information'],
  ],
  companies: [['companyinformation', 'Company information']],
  meetings: ACTIVITY,
  calls: ACTIVITY,
  emails: ACTIVITY,
  communications: ACTIVITY,
  postal_mail: ACTIVITY,
  notes: ACTIVITY,
  tasks: ACTIVITY,
  deals: [['dealinformation', 'Deal information']],
  tickets: [['ticketinformation', 'Ticket information']],
  feedback_submissions: [['feedback_submission_information', 'Survey response information']],
};

function rowsOf(type: ObjectType): readonly PropertyRow[] {
  switch (type) {
    case 'contacts':
      return CONTACT_ROWS;
    case 'companies':
      return COMPANY_ROWS;
    case 'deals':
      return DEAL_ROWS;
    case 'tickets':
      return TICKET_ROWS;
    case 'feedback_submissions':
      return FEEDBACK_ROWS;
    default:
      return engagementRows(type);
  }
}

/** Something for each type. */
export function byType<T>(make: (type: ObjectType) => T): Record<ObjectType, T> {
  const [
    contacts,
    companies,
    meetings,
    calls,
    emails,
    communications,
    postal_mail,
    notes,
    tasks,
    deals,
    tickets,
    feedback,
  ] = OBJECT_TYPES;
  return {
    [contacts]: make(contacts),
    [companies]: make(companies),
    [meetings]: make(meetings),
    [calls]: make(calls),
    [emails]: make(emails),
    [communications]: make(communications),
    [postal_mail]: make(postal_mail),
    [notes]: make(notes),
    [tasks]: make(tasks),
    [deals]: make(deals),
    [tickets]: make(tickets),
    [feedback]: make(feedback),
  };
}
