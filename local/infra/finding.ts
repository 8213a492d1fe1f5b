/** Something wrong with the templates, or with a file beside them. */
export interface Finding {
  /** From the root of the project, with slashes. */
  readonly file: string;
  /** The first line is 1. */
  readonly line: number;
  readonly message: string;
}

/** Where something stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export const finding = ({ file, line }: Place, message: string): Finding => ({ file, line, message });

/** One line, as compilers write it. */
export const told = ({ file, line, message }: Finding): string => `${file}:${line}: ${message}`;
