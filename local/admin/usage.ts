/** The help of `npm run admin`. */
export const USAGE = `Usage: npm run --silent admin -- COMMAND [options]

  resync --scope all|changed|contacts   start a run and follow it to its end
      --contact-id ID, --email ADDRESS  whom the scope contacts is about; both may be given many times
      --dry-run                         write nothing, list the changes it would make
      --idempotency-key KEY             repeat the request without starting a second run
      --no-wait                         end as soon as the run is in the line
  runs [--limit N]                      the latest runs
  run ID [--changes] [--cancel]         one run; with the changes of a dry run; or cancel it
  audit                                 the audit trail, newest first
      --contact-id ID, --company-id ID, --run-id ID, --from TIME, --to TIME, --limit N
      --all                             all pages
      --csv                             as CSV
  verification [--last]                 verify the audit trail, or show what was found last
  disclosures                           copies given, letters sent, processors told, lists erased
      --from TIME, --to TIME, --limit N, --all, --csv
  contacts                              who ends when, the earliest first
      --status STATUS, --ends-from DATE, --ends-to DATE, --company-id ID
      --sort endsOn|-endsOn|contactId, --limit N, --all, --csv
  statistics                            how many there are, by status, month of their end and customer
  health                                how the register is
  drift                                 where HubSpot and the notice differ
  returns [list] [--limit N] [--all]    people who were erased and are there again
  returns answer ID --answer new_relationship|erase_again
                                        say what that means; an officer's token is needed
  erasures                              the lists of people to erase, newest first
  erasures prepare                      have one prepared; its preparer cannot approve it
      --ground retention|request [--request ID] [--contact-id ID …]
  erasures show ID [--all]              one list with its people
  erasures exclude ID --contact-id ID … --reason CODE
  erasures approve ID --list-hash HASH  approve exactly the list that has this hash
  erasures reject ID --reason CODE
  erasures cancel ID
  erasures certificate ID [--html]      what was erased, and what proves it

  requests [--limit N] [--all]          requests of people in the register, newest first
      --state open|ended, --kind KIND, --contact-id ID
                                        only those; the open ones by their deadline
  requests file --kind KIND --channel CHANNEL --received-on DATE
      [--contact-id ID … | --email ADDRESS …] [--marketing]
  requests show ID                      one request: its deadlines, what is open, what may come next
  requests ask-identity|resume|complete|withdraw|close-unidentified ID
  requests identify ID --how HOW        how it was established who asks
  requests pause ID --reason identity|specification
  requests extend ID --reason complexity|number
  requests decide ID [--grant SUBJECT …] [--refuse SUBJECT … --ground CODE]
      [--statute SECTION] [--until DATE] [--proof-ref REF]
  requests rectify ID --contact ID --property NAME --value VALUE
                                        put a value right in HubSpot; with - for VALUE it is read from standard input
  requests letter ID --out FILE         write a letter to the person, a page to print; FILE must be new
      [--kind receipt|identity|extension|answer|refusal|lifting] [--lang fi|en]
  requests copy ID --out FILE           write the copy of a request into a new file, once it is known who asks
      [--format json|html|pdf]          without it as FILE ends, else json
  requests review ID                    show where a copy would tell of other people
  requests letter-sent ID --letter KIND --on DATE
  requests recipient-told ID --processor NAME … --on DATE
  requests lift ID --on DATE            the day the person was told

  notice [--lang fi|en] [--html]        the register notice, made of the policy
  findings [--lang fi|en]               what the law asks for and the notice lacks
  record-of-processing [--lang fi|en] [--html | --csv]
                                        the record of Article 30

  offboard                              see what taking the add-on out of HubSpot would remove, and what stands against it
      --confirm CODE --out FILE         save what staff typed in a new file, and do it; a person's token is needed
      --tables --confirm CODE --trail-exported FILE
                                        once it is out: remove its tables; FILE is an export of the trail as it is now
      [--accept-faults]                 which must verify, with AUDIT_KEY where it is set, unless its faults are accepted

  --url URL      where the functions are (default http://localhost:7071; or REKISTERI_URL)
  --key KEY      function key (better REKISTERI_KEY: others on the machine can see command lines)
  --token TOKEN  token of Microsoft Entra ID, with App Service Authentication (better REKISTERI_TOKEN)
  --person NAME  one of the invented people of npm start: admin, officer1, officer2, auditor, visitor (or REKISTERI_PERSON)
  --account NAME which HubSpot account, where the app has several (or REKISTERI_ACCOUNT)
  --json         print the answer as it is, and everything else on standard error
  --help         this text

Exit status: 0 succeeded or ok, 1 the run failed or was cancelled, a verification or the health failed, 2 wrong usage,
3 the service refused the request, 4 it cannot be reached or used, 130 Ctrl-C.`;
