/** Whether a text is the id of a record in HubSpot. It has no leading zeros: one record would have many ids. */
export function isRecordId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text);
}
