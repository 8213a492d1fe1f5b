/** Addresses of the API, relative to the base URL: the only place that knows how a version is part of a path. */
export function pathsOf(version: string) {
  return {
    objects: (type: string) => `/crm/objects/${version}/${type}`,
    object: (type: string, id: string) => `/crm/objects/${version}/${type}/${encodeURIComponent(id)}`,
    objectBatch: (type: string, action: 'read' | 'update') => `/crm/objects/${version}/${type}/batch/${action}`,
    search: (type: string) => `/crm/objects/${version}/${type}/search`,
    associationsBatchRead: (from: string, to: string) => `/crm/associations/${version}/${from}/${to}/batch/read`,
    properties: (type: string) => `/crm/properties/${version}/${type}`,
    property: (type: string, name: string) => `/crm/properties/${version}/${type}/${encodeURIComponent(name)}`,
    propertiesBatchCreate: (type: string) => `/crm/properties/${version}/${type}/batch/create`,
    groups: (type: string) => `/crm/properties/${version}/${type}/groups`,
    group: (type: string, name: string) => `/crm/properties/${version}/${type}/groups/${encodeURIComponent(name)}`,
    lists: () => `/crm/lists/${version}`,
    list: (id: string) => `/crm/lists/${version}/${encodeURIComponent(id)}`,
    listNamed: (typeId: string, name: string) =>
      `/crm/lists/${version}/object-type-id/${typeId}/name/${encodeURIComponent(name)}`,
    listSearch: () => `/crm/lists/${version}/search`,
    listFilters: (id: string) => `/crm/lists/${version}/${encodeURIComponent(id)}/update-list-filters`,
    listRestore: (id: string) => `/crm/lists/${version}/${encodeURIComponent(id)}/restore`,
    listFolder: (id: string) => `/crm/lists/${version}/folders/${encodeURIComponent(id)}`,
    listFolders: () => `/crm/lists/${version}/folders`,
    memberships: (typeId: string, id: string) =>
      `/crm/lists/${version}/records/${typeId}/${encodeURIComponent(id)}/memberships`,
    membershipsBatchRead: () => `/crm/lists/${version}/records/memberships/batch/read`,
    participations: (contactId: string) =>
      `/marketing/marketing-events/${version}/participations/contacts/${encodeURIComponent(contactId)}/breakdown`,
    conversationThreads: () => `/conversations/conversations/${version}/threads`,
    conversationMessages: (threadId: string) =>
      `/conversations/conversations/${version}/threads/${encodeURIComponent(threadId)}/messages`,
    originalMessage: (threadId: string, id: string) =>
      `/conversations/conversations/${version}/threads/${encodeURIComponent(threadId)}/messages/${encodeURIComponent(id)}/original-content`,
    subscriptionStatuses: (address: string) =>
      `/communication-preferences/${version}/statuses/${encodeURIComponent(address)}`,
    propertyRules: (typeId: string, name: string) =>
      `/crm/property-validations/${version}/${typeId}/${encodeURIComponent(name)}`,
    subscriptionTypes: () => `/communication-preferences/${version}/definitions`,
    accountDetails: () => `/account-info/${version}/details`,
  };
}

export type Paths = ReturnType<typeof pathsOf>;
