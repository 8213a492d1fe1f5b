/** The emulator on this machine. */
const EMULATOR = /^UseDevelopmentStorage=true;?/i;

/**
 * Why a text is no connection string of an account with blobs, as a sentence that follows its name; `undefined` when it
 * is one. The SDK would say so at the first seal, when the app has long been running. Prints nothing of it.
 */
export function blobConnectionFault(text: string): string | undefined {
  if (text === '') return 'is empty: set it to a storage connection string';
  if (EMULATOR.test(text)) return undefined;
  const parts = new Map(
    text
      .split(';')
      .filter((part) => part.trim() !== '')
      .map((part) => {
        const at = part.indexOf('=');
        return [part.slice(0, Math.max(0, at)).trim().toLowerCase(), part.slice(at + 1).trim()] as const;
      }),
  );
  const hasKey = Boolean(parts.get('accountname') && /^[A-Za-z0-9+/]{4,}={0,2}$/.test(parts.get('accountkey') ?? ''));
  if (!hasKey && !parts.get('sharedaccesssignature'))
    return 'is no storage connection string: copy it from the storage account, Access keys, or set RegisterSeals__blobServiceUri';
  const endpoint = parts.get('blobendpoint');
  if (endpoint === undefined ? !parts.get('accountname') : !/^https?:\/\//.test(endpoint))
    return 'leads to no blobs: set it to a connection string with a blob endpoint, or set RegisterSeals__blobServiceUri';
  return undefined;
}
