/**
 * The parts of `@azure/functions-core` that `@azure/functions` 4.16 uses. The real module exists only inside the
 * Node.js worker of the Functions host and is not on npm, so its shapes are written down here.
 */

export type Handler = (...args: unknown[]) => unknown;

/** A binding as registered; which other properties it has depends on `type`. */
export interface BindingInfo {
  readonly type: string;
  readonly direction?: 'in' | 'out';
  readonly [property: string]: unknown;
}

export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, BindingInfo>>;
  readonly retryOptions?: unknown;
}

interface NullableString {
  readonly value: string;
}

export interface RpcHttpRequest {
  readonly method: string;
  readonly url: string;
  readonly nullableHeaders: Readonly<Record<string, NullableString>>;
  readonly nullableParams: Readonly<Record<string, NullableString>>;
  readonly nullableQuery: Readonly<Record<string, NullableString>>;
  readonly body?: { readonly bytes: Uint8Array };
}

/** What a trigger hands to the worker: one of these shapes, which the library converts for the handler. */
export type TriggerData = { readonly string: string } | { readonly json: string } | { readonly http: RpcHttpRequest };

/** An HTTP answer as the library converts it for the host. */
export interface RpcHttpResponse {
  readonly statusCode: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly unknown[];
  readonly body?: { readonly bytes?: Uint8Array | null } | null;
}

export interface InvocationResponse {
  readonly returnValue?: { readonly http?: RpcHttpResponse } | null | undefined;
}

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly request: {
    readonly inputData: readonly { readonly name: string; readonly data: TriggerData }[];
    readonly triggerMetadata: Readonly<Record<string, TriggerData>>;
    readonly traceContext: { readonly traceParent: string; readonly traceState: string };
  };
  readonly metadata: FunctionMetadata;
  /** The library warns about logging after the end of an invocation, except in post-invocation hooks. */
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
  log(level: LogLevel, category: string, message: string): void;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: object; inputs: unknown[] }>;
  invokeFunction(context: object, inputs: unknown[], handler: Handler): Promise<unknown>;
  getResponse(context: object, result: unknown): Promise<InvocationResponse>;
}

export interface ProgrammingModel {
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

export type HookName = 'appStart' | 'appTerminate' | 'preInvocation' | 'postInvocation' | 'log';

/** Called with the hook's context, which hooks may change (that is what they are for). */
export type HookCallback = (context: object) => unknown;
