import { app } from '@azure/functions';
import { endpoints, guarded } from '../src/compose.ts';

app.http('requestAskIdentity', guarded(endpoints.requestAskIdentity));
app.http('requestIdentify', guarded(endpoints.requestIdentify));
app.http('requestPause', guarded(endpoints.requestPause));
app.http('requestResume', guarded(endpoints.requestResume));
app.http('requestExtend', guarded(endpoints.requestExtend));
app.http('requestDecide', guarded(endpoints.requestDecide));
app.http('requestLetterSent', guarded(endpoints.requestLetterSent));
app.http('requestRecipientTold', guarded(endpoints.requestRecipientTold));
app.http('requestComplete', guarded(endpoints.requestComplete));
app.http('requestLift', guarded(endpoints.requestLift));
app.http('requestWithdraw', guarded(endpoints.requestWithdraw));
app.http('requestCloseUnidentified', guarded(endpoints.requestCloseUnidentified));
app.http('requestRectifications', guarded(endpoints.requestRectifications));
