# Makes a job for the agent, runs it and reads its log, over plain HTTP with bash alone.
set -euo pipefail
job=remoting-kafka-helm-test
deadline=$((SECONDS + 180))

request() { # METHOD PATH [BODY]: status line, headers and body
  local auth=''
  [ -z "${API_TOKEN:-}" ] || auth="Authorization: Basic $(printf '%s:%s' "$API_USER" "$API_TOKEN" | base64 | tr -d '\n')"$'\r\n'
  exec 3<>"/dev/tcp/$JENKINS_HOST/8080"
  printf '%s %s HTTP/1.0\r\nHost: %s:8080\r\n%sContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
    "$1" "$2" "$JENKINS_HOST" "$auth" "$(printf '%s' "${3:-}" | wc -c)" "${3:-}" >&3
  cat <&3
  exec 3>&-
}

status() { sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p' <<<"$1"; }

xml="<project><project-properties class='java.util.concurrent.ConcurrentHashMap'/><assignedNode>$AGENT</assignedNode><canRoam>false</canRoam>"
xml="$xml<builders><hudson.tasks.Shell><command>echo built through Kafka on $AGENT</command></hudson.tasks.Shell></builders><publishers/><buildWrappers/></project>"
request POST "/job/$job/doDelete" >/dev/null || true
answer=$(request POST "/createItem?name=$job" "$xml")
case $(status "$answer") in
  2* | 3*) ;;
  *) echo "The job was not made: $(head -n 1 <<<"$answer")"; exit 1 ;;
esac
request POST "/job/$job/build?delay=0sec" >/dev/null
while [ $SECONDS -lt $deadline ]; do
  log=$(request GET "/job/$job/1/consoleText")
  case $log in
    *'Finished: SUCCESS'*)
      sed '1,/^\r*$/d' <<<"$log"
      request POST "/job/$job/doDelete" >/dev/null
      exit 0
      ;;
    *'Finished: '*) echo "$log"; exit 1 ;;
  esac
  sleep 2
done
echo "No end of the build within 180 s. Why it waits:"
request GET "/queue/api/json"
exit 1
