{{/* Names: as the seed's listing has them, for a release "demo": demo-kafka, demo-jenkins, demo-zookeeper. */}}
{{- define "rk.kafka" -}}{{ .Release.Name }}-kafka{{- end }}
{{- define "rk.zookeeper" -}}{{ .Release.Name }}-zookeeper{{- end }}
{{- define "rk.jenkins" -}}{{ .Release.Name }}-jenkins{{- end }}
{{- define "rk.agent" -}}{{ .Release.Name }}-jenkins-remoting-kafka-agent{{- end }}
{{- define "rk.broker" -}}{{ .Release.Name }}-agent-broker{{- end }}
{{- define "rk.provisioner" -}}{{ .Release.Name }}-provisioner{{- end }}

{{/* Labels of a part: (list $ "kafka") */}}
{{- define "rk.selector" -}}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}
{{- define "rk.labels" -}}
{{ include "rk.selector" . }}
app.kubernetes.io/name: remoting-kafka-{{ index . 1 }}
app.kubernetes.io/part-of: remoting-kafka
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" (index . 0).Chart.Name (index . 0).Chart.Version }}
{{- end }}

{{/*
Labels of a part's pods. No version in them: with each new chart all pods would start again, Jenkins and the agent with the builds in them.
*/}}
{{- define "rk.pod-labels" -}}
{{ include "rk.selector" . }}
app.kubernetes.io/name: remoting-kafka-{{ index . 1 }}
app.kubernetes.io/part-of: remoting-kafka
{{- end }}
{{/* The same for pods in which builds are: (list $ "jenkins" "name of its Deployment"). Chart 0.1.0 gave them versions, which are kept. */}}
{{- define "rk.kept-pod-labels" -}}
{{ include "rk.pod-labels" . }}
{{- $there := lookup "apps/v1" "Deployment" (index . 0).Release.Namespace (index . 2) }}
{{- $labels := dig "spec" "template" "metadata" "labels" dict ($there | default dict) }}
{{- range $key := list "app.kubernetes.io/managed-by" "app.kubernetes.io/version" "helm.sh/chart" }}
{{- with get $labels $key }}
{{ $key }}: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "rk.pod-security" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}
{{- define "rk.container-security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}
{{- define "rk.pull" -}}
{{- with .Values.images.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "rk.jenkins-url" -}}
{{- if .Values.jenkins.enabled -}}http://{{ include "rk.jenkins" . }}:8080/{{- else -}}{{ required "jenkins.url is needed where jenkins.enabled is false" .Values.jenkins.url }}{{- end -}}
{{- end }}
{{- define "rk.bootstrap" -}}{{ include "rk.kafka" . }}.{{ .Release.Namespace }}.svc:9092{{- end }}

{{/* Kafka's client settings: (dict "root" $ "user" name "password" password) */}}
{{- define "rk.kafka-client" -}}
kafka.bootstrap.servers={{ include "rk.bootstrap" .root }}
kafka.security.protocol=SASL_SSL
kafka.sasl.mechanism=PLAIN
kafka.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="{{ .user }}" password="{{ .password }}";
kafka.ssl.truststore.type=PEM
{{- include "rk.authority" .root }}
kafka.ssl.truststore.certificates={{ .root.Values.authority.Cert | replace "\n" "\\n" }}
{{- end }}

{{/*
What is generated once: kept from the release's Secret where it is there. Everything that needs a password includes this, so it has
to come out the same within one rendering: it is kept in .Values of this run.
*/}}
{{- define "rk.generate" -}}
{{- if not (hasKey .Values "generated") -}}
{{- $old := (lookup "v1" "Secret" .Release.Namespace (printf "%s-generated" .Release.Name)).data | default dict -}}
{{- $new := dict -}}
{{- range $key := list "kafka-broker-password" "kafka-agent-password" "kafka-console-password" "jenkins-admin-password" "provisioner-password" "push-secret" -}}
{{- $_ := set $new $key (ternary (index $old $key | default "" | b64dec) (randAlphaNum 32) (hasKey $old $key)) -}}
{{- end -}}
{{/* Jenkins takes a given API token only in its own form: 11 and 32 hex digits. */}}
{{- $_ := set $new "jenkins-token" (ternary (index $old "jenkins-token" | default "" | b64dec) (printf "11%s" (randAlphaNum 64 | sha256sum | trunc 32)) (hasKey $old "jenkins-token")) -}}
{{- $_ := set $new "kafka-cluster-id" (ternary (index $old "kafka-cluster-id" | default "" | b64dec) (randAlphaNum 16 | b64enc | trimAll "=" ) (hasKey $old "kafka-cluster-id")) -}}
{{- $_ := set .Values "generated" $new -}}
{{- end -}}
{{- end }}

{{/* A byte as a string of that one byte: printf would encode it as UTF-8. */}}
{{- define "rk.byte64" -}}
{{- $alphabet := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" -}}
{{- $high := div (int .) 4 | int -}}
{{- $low := mul (mod (int .) 4) 16 | int -}}
{{- substr $high (int (add $high 1)) $alphabet -}}{{- substr $low (int (add $low 1)) $alphabet -}}==
{{- end }}

{{/*
An RSA key as Kafka reads it. Helm's genSignedCert gives PKCS#1; Kafka takes PKCS#8 (RFC 5208), which is the same in an envelope:
SEQUENCE { INTEGER 0, SEQUENCE { OID rsaEncryption, NULL }, OCTET STRING { PKCS#1 } }. For 2,048 bits all lengths have two bytes.
*/}}
{{- define "rk.pkcs8" -}}
{{- $inner := . | replace "-----BEGIN RSA PRIVATE KEY-----" "" | replace "-----END RSA PRIVATE KEY-----" "" | replace "\n" "" | b64dec -}}
{{- $length := len $inner -}}
{{- $outer := add $length 22 -}}
{{- $b := list (div $outer 256) (mod $outer 256) (div $length 256) (mod $length 256) -}}
{{- $bytes := list -}}
{{- range $b -}}{{- $bytes = append $bytes (include "rk.byte64" . | b64dec) -}}{{- end -}}
-----BEGIN PRIVATE KEY-----
{{ printf "%s%s%s%s%s%s%s" (b64dec "MII=") (index $bytes 0) (index $bytes 1) (b64dec "AgEAMA0GCSqGSIb3DQEBAQUABII=") (index $bytes 2) (index $bytes 3) $inner | b64enc }}
-----END PRIVATE KEY-----
{{- end }}

{{/* Where pods may go, for network policies. */}}
{{- define "rk.dns" -}}
- to:
    - namespaceSelector:
        matchLabels: { kubernetes.io/metadata.name: kube-system }
  ports:
    - { port: 53, protocol: UDP }
    - { port: 53, protocol: TCP }
{{- end }}
{{- define "rk.to-kafka" -}}
{{- if eq .Values.kafka.mode "external" }}
# Where an external Kafka is, this chart does not know.
- ports:
    - { port: 9092 }
    - { port: 19092 }
{{- else }}
- to:
    - podSelector:
        matchLabels: {{ include "rk.selector" (list . "kafka") | nindent 10 }}
  ports:
    - { port: 9092 }
{{- end }}
{{- end }}

{{/* The authority of this release's Kafka, made once and kept in its Secret: .Values.authority of this run. */}}
{{- define "rk.authority" -}}
{{- if not (hasKey .Values "authority") -}}
{{- $kafka := include "rk.kafka" . }}
{{- $oldCa := (lookup "v1" "Secret" .Release.Namespace (printf "%s-ca" $kafka)).data | default dict }}
{{- $ca := dict }}
{{- if hasKey $oldCa "ca.key" }}
{{- $ca = buildCustomCert (index $oldCa "ca.crt") (index $oldCa "ca.key") }}
{{- else }}
{{- $ca = genCA (printf "%s authority" $kafka) 3650 }}
{{- end }}
{{- $_ := set .Values "authority" $ca }}
{{- end -}}
{{- end }}
