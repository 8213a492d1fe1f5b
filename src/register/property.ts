/** A HubSpot property that the add-on provides, with its Finnish texts for staff. */
export interface RegisterProperty {
  readonly name: string;
  readonly label: string;
  readonly type: 'datetime' | 'date' | 'string' | 'enumeration' | 'bool';
  readonly fieldType: 'date' | 'text' | 'textarea' | 'select' | 'checkbox' | 'booleancheckbox';
  /** Facts of the notice stand in it as `{years}`, until `worded` fills them in. */
  readonly description: string;
  readonly options: readonly RegisterOption[];
  /** `out`: written by the add-on. `in`: written by staff and only read by it. */
  readonly direction: 'out' | 'in';
  /** Of one that staff write: requests of people set and lift it, too. What staff change is never put back. */
  readonly alsoSet?: true;
  /** Options that are not ours are hidden rather than left to be chosen. */
  readonly hidesOtherOptions?: boolean;
}

export interface RegisterOption {
  readonly value: string;
  readonly label: string;
  /** A hidden option is never added; one that is there is hidden, because it may be in use. */
  readonly hidden?: boolean;
}

export const DATETIME = { type: 'datetime', fieldType: 'date', options: [] } as const;
export const DATE = { type: 'date', fieldType: 'date', options: [] } as const;
export const TEXT = { type: 'string', fieldType: 'text', options: [] } as const;
export const SELECT = { type: 'enumeration', fieldType: 'select' } as const;
export const CHECKBOXES = { type: 'enumeration', fieldType: 'checkbox' } as const;
/** HubSpot wants a bool to have exactly these two options. */
export const YES_NO = {
  type: 'bool',
  fieldType: 'booleancheckbox',
  options: [
    { value: 'true', label: 'Kyllä' },
    { value: 'false', label: 'Ei' },
  ],
} as const;
