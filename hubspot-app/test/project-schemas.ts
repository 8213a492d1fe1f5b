const text = (limits: object) => ({ type: 'string', ...limits });
const oneOf = (...values: string[]) => ({ enum: values });
const strings = (items: object, limits: object = {}) => ({ type: 'array', items, uniqueItems: true, ...limits });
const exactly = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const SCOPE = text({ pattern: '^[a-z][a-z0-9._-]*$' });
const entrypoint = (folder: string) => text({ pattern: `^/app/${folder}/[A-Za-z]+\\.tsx$` });

/**
 * What HubSpot's documents and templates say of the files of a project, by component, for its own library to validate with. HubSpot
 * gives its schemas to an account only, so these are ours.
 */
export const PROJECT_SCHEMAS = {
  APPLICATION: exactly({
    name: text({ minLength: 1, maxLength: 200, pattern: '^\\S(.*\\S)?$' }),
    description: text({ minLength: 1, maxLength: 8192 }),
    distribution: oneOf('private'),
    auth: exactly({
      type: oneOf('static'),
      requiredScopes: strings(SCOPE, { minItems: 1, contains: { const: 'oauth' } }),
      optionalScopes: strings(SCOPE),
      conditionallyRequiredScopes: strings(SCOPE),
    }),
    permittedUrls: exactly({
      fetch: strings(text({ format: 'uri' })),
      iframe: strings(text({ format: 'uri' })),
      img: strings(text({ format: 'uri' })),
    }),
    support: exactly(
      {
        supportEmail: text({ format: 'email' }),
        documentationUrl: text({ format: 'uri' }),
        supportUrl: text({ format: 'uri' }),
        supportPhone: text({ pattern: '^\\+[0-9]+$' }),
      },
      ['documentationUrl', 'supportUrl', 'supportPhone'],
    ),
  }),
  CARD: exactly({
    name: text({ minLength: 1, maxLength: 200 }),
    description: text({ minLength: 1 }),
    location: oneOf('crm.record.tab', 'crm.record.sidebar'),
    entrypoint: entrypoint('cards'),
    objectTypes: strings(oneOf('contacts'), { minItems: 1 }),
  }),
  SETTINGS: exactly({ entrypoint: entrypoint('settings') }),
};
