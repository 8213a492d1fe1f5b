import type { CopyReviewAnswer } from '../../api/types.ts';
import { DecideForm } from './decide-form.tsx';
import type { RequestAction } from './next-steps.ts';
import { RectifyForm } from './rectify-form.tsx';
import {
  ConfirmForm,
  ExtendForm,
  IdentifyForm,
  LetterSentForm,
  LiftForm,
  PauseForm,
  RecipientToldForm,
} from './simple-forms.tsx';
import type { FormProps } from './form-shell.tsx';

/** The form that is open: of an action, and what it was opened for. */
export interface OpenForm {
  readonly action: RequestAction;
  readonly letter?: string;
  readonly processor?: string;
}

/** The form of an action. */
export function ActionForm({
  form: { action, letter = '', processor = '' },
  review,
  ...props
}: FormProps & { readonly form: OpenForm; readonly review: CopyReviewAnswer | undefined }) {
  switch (action) {
    case 'identify':
      return <IdentifyForm {...props} />;
    case 'pause':
      return <PauseForm {...props} />;
    case 'extend':
      return <ExtendForm {...props} />;
    case 'decide':
      return <DecideForm {...props} review={review} />;
    case 'letter-sent':
      return <LetterSentForm {...props} letter={letter} />;
    case 'recipient-told':
      return <RecipientToldForm {...props} processor={processor} />;
    case 'lift':
      return <LiftForm {...props} />;
    case 'rectifications':
      return <RectifyForm {...props} />;
    default:
      return <ConfirmForm {...props} action={action} />;
  }
}
