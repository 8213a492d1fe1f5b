/** Kinds of HubSpot records that the register decides about, as HubSpot's addresses name them. */
export type RecordKind = 'contacts' | 'companies';
