#!/usr/bin/env bash
# What only Azure can tell about a deployment. Reads, and changes nothing. Needs az (signed in), curl and node.
#   set -a; eval "$(azd env get-values)"; set +a; infra/smoke-test.sh [--functions N] [--try-overwrite]
# --functions N     how many functions `npm run try-package` said the package has
# --try-overwrite   asks to overwrite a seal under a condition that never holds: refused is right, and nothing is written either way
# Exit status: 0 all is well, 1 something is not, 2 it could not be run.
set -uo pipefail

functions=''
try_overwrite=''
while [ $# -gt 0 ]; do
  case "$1" in
    --functions) functions="${2:-}"; shift 2 ;;
    --try-overwrite) try_overwrite=1; shift ;;
    *) sed -n '2,6p' "$0" | cut -c3- >&2; exit 2 ;;
  esac
done
for tool in az curl node; do command -v "$tool" >/dev/null || { echo "$tool is not installed." >&2; exit 2; }; done
for name in AZURE_RESOURCE_GROUP REKISTERI_APP REKISTERI_URL REKISTERI_VAULT REKISTERI_STORAGE REKISTERI_SEALS_GROUP REKISTERI_SEALS \
  REKISTERI_SIGN_IN_URI REKISTERI_WORKSPACE_ID; do
  [ -n "${!name:-}" ] || { echo "$name is not set, or not exported: set -a; eval \"\$(azd env get-values)\"; set +a first." >&2; exit 2; }
done

failed=0
# `same WHAT FOUND WANTED`; `is WHAT FOUND PATTERN` takes an extended regular expression that all of it must match.
same() { if [ "$2" = "$3" ]; then echo "ok      $1"; else echo "FAILED  $1: \"$2\", not \"$3\""; failed=1; fi; }
is() { if [[ "$2" =~ ^($3)$ ]]; then echo "ok      $1: $2"; else echo "FAILED  $1: \"$2\""; failed=1; fi; }
note() { echo "look    $1"; }
# `az monitor log-analytics` is an extension: without this az would ask whether to get it, where nobody sees the question.
export AZURE_EXTENSION_USE_DYNAMIC_INSTALL=yes_without_prompt AZURE_CORE_ONLY_SHOW_ERRORS=true
# What cannot be read is not what was wanted: the error stands in its place, and warnings stand nowhere.
ask() { az "$@" 2>&1; }
# An expression in `it`, the JSON on standard input.
of_json() { node -e 'let t="";process.stdin.on("data",d=>t+=d).on("end",()=>{try{const it=JSON.parse(t);console.log(eval(process.argv[1]))}catch{console.log("no JSON")}})' "$1"; }
status_of() { curl --silent --output /dev/null --max-time 60 --write-out '%{http_code}' "$@"; }
body_of() { curl --silent --max-time 60 "$@"; }

site="$(ask functionapp show --resource-group "$AZURE_RESOURCE_GROUP" --name "$REKISTERI_APP" --query id --output tsv)"
url="$REKISTERI_URL"

echo '== The app'
same 'it runs' "$(ask functionapp show --ids "$site" --query 'properties.state || state' --output tsv)" 'Running'
same 'https only' "$(ask functionapp show --ids "$site" --query 'properties.httpsOnly || httpsOnly' --output tsv)" 'true'
references="$(ask rest --method GET --url "https://management.azure.com$site/config/configreferences/appsettings?api-version=2022-03-01" \
  --query 'properties.keyToReferenceStatuses.*.status || value[].properties.status' --output tsv | tr '[:space:]' ' ')"
is 'Key Vault references are resolved' "$references" '(Resolved ){5,}'
listed="$(ask functionapp function list --resource-group "$AZURE_RESOURCE_GROUP" --name "$REKISTERI_APP" --query '[].name' --output tsv | sed 's#.*/##' | sort | tr '\n' ' ')"
for name in sync retentionClock reconcile verifyAudit runSlice poisonedSlice health openapi runs resync audit requests erasures; do
  case " $listed " in *" $name "*) ;; *) same "function $name" 'is not listed' 'listed' ;; esac
done
[ -n "$functions" ] && same 'functions' "$(wc -w <<<"$listed" | tr -d ' ')" "$functions"

echo '== Who may call'
auth="$(ask rest --method GET --url "https://management.azure.com$site/config/authsettingsV2?api-version=2023-12-01" \
  --query '[properties.platform.enabled, properties.globalValidation.requireAuthentication, properties.globalValidation.unauthenticatedClientAction]' \
  --output tsv | tr '[:space:]' ' ')"
is 'App Service Authentication' "${auth% }" '[Tt]rue [Tt]rue Return401'
same 'no token: runs' "$(status_of "$url/api/runs")" '401'
same 'no token: the audit trail' "$(status_of "$url/api/audit")" '401'
principal="$(node -e 'console.log(Buffer.from(JSON.stringify({auth_typ:"aad",claims:[{typ:"roles",val:"Register.Admin"},{typ:"oid",val:"00000000-0000-4000-8000-000000000001"}],name_typ:"name",role_typ:"roles"})).toString("base64"))')"
same 'a forged principal: runs' "$(status_of --header "X-MS-CLIENT-PRINCIPAL: $principal" "$url/api/runs")" '401'
same 'a forged principal: health shows no checks' \
  "$(body_of --header "X-MS-CLIENT-PRINCIPAL: $principal" "$url/api/health" | of_json 'Object.keys(it).join()')" 'status'
same 'no token: health shows its status alone' "$(body_of "$url/api/health" | of_json 'Object.keys(it).join()')" 'status'
is 'no token: the page of the console' "$(status_of "$url/api/console")" '200|302|401'

echo '== With your own token (a role of the register is needed)'
token="$(az account get-access-token --resource "$REKISTERI_SIGN_IN_URI" --query accessToken --output tsv 2>/dev/null)"
if [ -z "$token" ]; then same 'a token' 'none' "one for $REKISTERI_SIGN_IN_URI"; else
  health="$(body_of --header @- "$url/api/health" <<<"Authorization: Bearer $token")"
  is 'health' "$(of_json 'it.status' <<<"$health")" 'ok|degraded'
  of_json '(it.accounts??[it]).flatMap(a=>(a.checks??[]).filter(c=>c.status!=="ok").map(c=>"look    "+(a.account??"")+" "+c.name+" "+c.status+": "+c.reason)).join("\n")' <<<"$health"
  version="$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1],"utf8")).version' "$(dirname "$0")/../package.json")"
  same 'version' "$(of_json '(it.accounts?.[0]??it).checks.find(c=>c.name==="version").app' <<<"$health")" "$version"
fi

echo '== Storage and keys'
for account in "$AZURE_RESOURCE_GROUP $REKISTERI_STORAGE" "$REKISTERI_SEALS_GROUP $REKISTERI_SEALS" \
  ${REKISTERI_BACKUP:+"$REKISTERI_BACKUP_GROUP $REKISTERI_BACKUP"}; do
  read -r group name <<<"$account"
  found="$(ask storage account show --resource-group "$group" --name "$name" \
    --query '[allowSharedKeyAccess, allowBlobPublicAccess, minimumTlsVersion]' --output tsv | tr '[:space:]' ' ')"
  is "$name: no keys, nothing public" "${found% }" '[Ff]alse [Ff]alse TLS1_[23]'
done
is 'the vault cannot be purged' "$(ask keyvault show --name "$REKISTERI_VAULT" --query properties.enablePurgeProtection --output tsv)" '[Tt]rue'

echo '== Seals'
containers="$(ask storage container-rm list --resource-group "$REKISTERI_SEALS_GROUP" --storage-account "$REKISTERI_SEALS" \
  --query "[?starts_with(name, 'register-seals')].name" --output tsv)"
is 'containers' "$(tr '\n' ' ' <<<"$containers")" '(register-seals[a-z0-9-]* )+'
for container in $containers; do
  policy="$(ask storage container immutability-policy show --resource-group "$REKISTERI_SEALS_GROUP" --account-name "$REKISTERI_SEALS" \
    --container-name "$container" --query '[state, allowProtectedAppendWrites, immutabilityPeriodSinceCreationInDays, etag]' --output tsv | tr '[:space:]' ' ')"
  is "$container: state, protected appends, days, etag" "${policy% }" '(Locked|Unlocked) [Tt]rue [0-9]+ .+'
  case "$policy" in Unlocked*) note "$container is not locked: whoever may manage the account can take the policy away (docs/deploy.md, step 9)" ;; esac
  scope="$(ask storage account show --resource-group "$REKISTERI_SEALS_GROUP" --name "$REKISTERI_SEALS" --query id --output tsv)/blobServices/default/containers/$container"
  roles="$(ask role assignment list --scope "$scope" --include-inherited --query '[].roleDefinitionName' --output tsv | sort -u)"
  is "$container: the app may append" "$(grep -c '^Rekisteri seals appender' <<<"$roles")" '1'
  # Of roles that could not be read nothing is said.
  others="$(grep -q '^Rekisteri seals appender' <<<"$roles" && grep -E '^Storage Blob Data (Owner|Contributor)$' <<<"$roles" || echo none)"
  is "$container: who may overwrite or delete by a data role" "$(grep -q '^Rekisteri seals appender' <<<"$roles" && echo "$others" || echo unread)" 'none'
  role="$(grep '^Rekisteri seals appender' <<<"$roles" | head -1)"
  is "$container: what the role allows" "$(ask role definition list --resource-group "$REKISTERI_SEALS_GROUP" --name "$role" --query '[].permissions[].dataActions[]' --output tsv | sed 's#.*/containers/##' | sort | tr '\n' ' ')" \
    'blobs/add/action blobs/read '
  if [ -n "$try_overwrite" ]; then
    blob="$(ask storage blob list --auth-mode login --account-name "$REKISTERI_SEALS" --container-name "$container" --num-results 1 --query '[0].name' --output tsv)"
    # As a block blob: for one of appends az itself looks at the condition before it asks to write.
    answer="$(ask storage blob upload --auth-mode login --account-name "$REKISTERI_SEALS" --container-name "$container" --name "$blob" \
      --data refused --type block --overwrite --if-match '"0x0"')"
    is "$container: overwriting is refused" "$(grep -oE 'AuthorizationPermissionMismatch|AuthorizationFailure|BlobImmutableDueToPolicy|ConditionNotMet|InvalidBlobType' <<<"$answer" | head -1)" \
      'AuthorizationPermissionMismatch|AuthorizationFailure|BlobImmutableDueToPolicy'
  fi
done

echo '== Timers'
lines="$(ask monitor log-analytics query --workspace "$REKISTERI_WORKSPACE_ID" --timespan PT2H --analytics-query \
  'AppTraces | where Message startswith "{" | where tostring(parse_json(Message).event) in ("run_finished","timer_added_run","timer_added_no_run") | count' \
  --query '[0].Count' --output tsv)"
is 'log lines of timers and runs in two hours (logs come minutes late)' "$lines" '[1-9][0-9]*'

if [ "$failed" -eq 0 ]; then echo 'All is well.'; else echo 'Something is not as it should be.'; fi
exit "$failed"
