import type { TokenCredential } from '@azure/identity';

/** The identity of the app; of a user-assigned one the client id is given. */
export function credentialOf(clientId: string | undefined): TokenCredential {
  // Loaded when it is needed: it costs nine megabytes that a connection string does not need.
  const load = async (): Promise<TokenCredential> => {
    const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
    return clientId === undefined ? new DefaultAzureCredential() : new ManagedIdentityCredential({ clientId });
  };
  let loaded: Promise<TokenCredential> | undefined;
  return {
    getToken: async (scopes, options) => {
      loaded ??= load();
      return (await loaded).getToken(scopes, options);
    },
  };
}
