const LIST = '/api/erasures/20260101T000000000Z-00000000';
const REQUEST = '/api/requests/20260101T000000000Z-00000000';
const OFFICERS = ['Register.Officer'] as const;
const ALL = ['Register.Admin', 'Register.Officer', 'Register.Auditor'] as const;

/** Calls that only a person may make, and the roles that open them: function, method, path, roles. */
export const PERSON_CALLS = [
  ['erasures', 'GET', '/api/erasures', ALL],
  ['erasures', 'POST', '/api/erasures', ['Register.Officer']],
  ['erasure', 'GET', LIST, ALL],
  ['erasure', 'PATCH', LIST, ['Register.Officer']],
  ['erasure', 'DELETE', LIST, ['Register.Officer', 'Register.Admin']],
  ['erasureApproval', 'POST', `${LIST}/approval`, ['Register.Officer']],
  ['erasureRejection', 'POST', `${LIST}/rejection`, ['Register.Officer']],
  ['erasureCertificate', 'GET', `${LIST}/certificate`, ALL],
  ['requests', 'GET', '/api/requests', ALL],
  ['requests', 'POST', '/api/requests', OFFICERS],
  ['request', 'GET', REQUEST, ALL],
  ['requestLetter', 'GET', `${REQUEST}/letter`, OFFICERS],
  ['requestReview', 'GET', `${REQUEST}/review`, OFFICERS],
  ['requestAskIdentity', 'POST', `${REQUEST}/ask-identity`, OFFICERS],
  ['requestIdentify', 'POST', `${REQUEST}/identify`, OFFICERS],
  ['requestPause', 'POST', `${REQUEST}/pause`, OFFICERS],
  ['requestResume', 'POST', `${REQUEST}/resume`, OFFICERS],
  ['requestExtend', 'POST', `${REQUEST}/extend`, OFFICERS],
  ['requestDecide', 'POST', `${REQUEST}/decide`, OFFICERS],
  ['requestLetterSent', 'POST', `${REQUEST}/letter-sent`, OFFICERS],
  ['requestRecipientTold', 'POST', `${REQUEST}/recipient-told`, OFFICERS],
  ['requestComplete', 'POST', `${REQUEST}/complete`, OFFICERS],
  ['requestLift', 'POST', `${REQUEST}/lift`, OFFICERS],
  ['requestWithdraw', 'POST', `${REQUEST}/withdraw`, OFFICERS],
  ['requestCloseUnidentified', 'POST', `${REQUEST}/close-unidentified`, OFFICERS],
  ['requestRectifications', 'POST', `${REQUEST}/rectifications`, OFFICERS],
  ['requestCopy', 'GET', `${REQUEST}/copy`, OFFICERS],
  ['requestPreparedCopy', 'GET', `${REQUEST}/copies/20260101T000000000Z-00000000`, OFFICERS],
  ['offboarding', 'GET', '/api/offboarding', ['Register.Admin']],
  ['offboarding', 'POST', '/api/offboarding', ['Register.Admin']],
  ['offboardingExport', 'GET', '/api/offboarding/export', ['Register.Admin']],
  ['contactNames', 'POST', '/api/contacts/names', ['Register.Admin', 'Register.Officer']],
  ['returns', 'GET', '/api/returns', ALL],
  ['returnAnswer', 'POST', '/api/returns/0/answer', ['Register.Officer']],
] as const satisfies readonly (readonly [string, string, string, readonly string[]])[];
