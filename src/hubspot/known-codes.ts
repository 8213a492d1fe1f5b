/**
 * Codes that HubSpot documents or was seen to give in errors: `category`, `code` of a detail, and `subCategory`. Anything else may
 * be free text that somebody typed, and reaches no message, log or table.
 */
const KNOWN = new Set([
  'BANNED',
  'CANNOT_DELETE_PROPERTY_IN_USE',
  'CONFLICT',
  'CONFLICTING_UNIQUE_VALUE',
  'DUPLICATE_UNIQUE_PROPERTY_VALUE',
  'EXPIRED_AUTHENTICATION',
  'GROUP_WITH_ACTIVE_PROPERTIES',
  'INTERNAL_ERROR',
  'INVALID_AUTHENTICATION',
  'INVALID_BOOLEAN',
  'INVALID_DATE',
  'INVALID_EMAIL',
  'INVALID_INTEGER',
  'INVALID_JSON',
  'INVALID_LONG',
  'INVALID_NUMBER',
  'INVALID_OPTION',
  'INVALID_OWNER_ID',
  'INVALID_PARAMS',
  'LOCKED',
  'MIGRATION_IN_PROGRESS',
  'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
  'MISSING_REQUIRED_PROPERTY',
  'MISSING_SCOPES',
  'OBJECT_ALREADY_EXISTS',
  'OBJECT_NOT_FOUND',
  'PERMISSION_DENIED',
  'PROPERTY_DOESNT_EXIST',
  'RATE_LIMIT',
  'RATE_LIMITS',
  'READ_ONLY_VALUE',
  'REQUIRED_FIELD',
  'RESOURCE_NOT_FOUND',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'VALIDATION_ERROR',
  'Properties.PROPERTY_LIMIT_REACHED',
  'Properties.PROPERTY_WITH_NAME_EXISTS',
  'Properties.PROPERTY_WITH_LABEL_EXISTS',
  'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES',
  'PropertyGroups.PROPERTY_GROUP_WITH_NAME_EXISTS',
  'PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE',
  'crm.associations.NO_ASSOCIATIONS_FOUND',
]);

/** A code that HubSpot is known to give; `undefined` for any other text. */
export function knownCode(text: unknown): string | undefined {
  return typeof text === 'string' && KNOWN.has(text) ? text : undefined;
}
