# Finds a JDK and a Maven that fit, for ./quickstart and ./test. Sourced; works with the bash 3.2 of macOS.
# Sets JAVA_HOME (exported) and MVN, or says what is missing, and the one line that installs it.

REQUIRED_JAVA=21
REQUIRED_MAVEN=3.8
# Directories that hold JDKs, one a directory below.
JDK_DIRECTORIES=${JDK_DIRECTORIES-/usr/lib/jvm $HOME/.sdkman/candidates/java /opt /opt/java $HOME/.jdks /usr/local /Library/Java/JavaVirtualMachines}

# Directories that hold Mavens, one a directory below.
MAVEN_DIRECTORIES=${MAVEN_DIRECTORIES-/usr/share /opt $HOME/.sdkman/candidates/maven}

# The major version of the JDK in a directory; nothing if there is no JDK (a JRE cannot build).
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  printf '%s' "$version"
}

# Whether the JDK in a directory is young enough.
jdk_fits() {
  local version
  version=$(jdk_version "$1")
  [ -n "$version" ] && [ "$version" -ge "$REQUIRED_JAVA" ]
}

# The home of the java on the PATH, behind all links and wrappers.
jdk_on_path() {
  command -v java >/dev/null 2>&1 || return 0
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p' | head -n 1
}

# The oldest JDK that fits in the usual places: the one that most is tried with.
jdk_in_usual_places() {
  local directory home version best='' best_version=''
  for directory in $JDK_DIRECTORIES; do
    for home in "$directory"/*/ "$directory"/*/Contents/Home/; do
      home=${home%/}
      jdk_fits "$home" || continue
      version=$(jdk_version "$home")
      if [ -z "$best" ] || [ "$version" -lt "$best_version" ]; then
        best=$home
        best_version=$version
      fi
    done
  done
  if [ -z "$best" ] && [ -x /usr/libexec/java_home ]; then
    best=$(/usr/libexec/java_home -v "$REQUIRED_JAVA+" 2>/dev/null)
  fi
  printf '%s' "$best"
}

# Whether version $1 is $2 or later: 3.10.1 is later than 3.8.
version_at_least() {
  local major minor
  major=${1%%.*}
  minor=${1#*.}
  minor=${minor%%[!0-9]*}
  [ "$major" -gt "${2%%.*}" ] || { [ "$major" -eq "${2%%.*}" ] && [ "${minor:-0}" -ge "${2#*.}" ]; }
}

maven_version() {
  "$1" -B -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1
}

# The command that installs these: "java", "maven", or both.
install_line() {
  local sudo='' packages=''
  [ "$(id -u)" -eq 0 ] || sudo='sudo '
  if command -v apt-get >/dev/null 2>&1; then
    case "$*" in *java*)
      if [ -n "$(apt-cache search --names-only '^openjdk-21-jdk-headless$' 2>/dev/null)" ]; then
        packages='openjdk-21-jdk-headless'
      else
        echo '  This release has no JDK 21 of its own; https://adoptium.net/installation/linux has one.'
      fi ;;
    esac
    case "$*" in *maven*) packages="$packages maven" ;; esac
    [ -z "$packages" ] || echo "  ${sudo}apt-get update && ${sudo}apt-get install -y ${packages# }"
  elif command -v dnf >/dev/null 2>&1; then
    case "$*" in *java*) packages='java-21-openjdk-devel' ;; esac
    case "$*" in *maven*) packages="$packages maven" ;; esac
    echo "  ${sudo}dnf install -y ${packages# }"
  elif command -v brew >/dev/null 2>&1; then
    case "$*" in *java*) packages='openjdk@21' ;; esac
    case "$*" in *maven*) packages="$packages maven" ;; esac
    echo "  brew install ${packages# }"
  else
    case "$*" in *java*) echo '  A JDK: https://adoptium.net/' ;; esac
    case "$*" in *maven*) echo '  Maven: https://maven.apache.org/install.html' ;; esac
  fi
}

# Sets JAVA_HOME and MVN, or explains and fails.
find_toolchain() {
  local missing='' home candidate version found_maven=''
  local given=${JAVA_HOME-}
  if [ -z "$given" ] || ! jdk_fits "$given"; then
    home=$(jdk_on_path)
    if [ -z "$home" ] || ! jdk_fits "$home"; then
      home=$(jdk_in_usual_places)
    fi
    if [ -n "$home" ]; then
      JAVA_HOME=$home
    else
      missing='java'
      echo "A JDK $REQUIRED_JAVA or later is needed, and none was found: not in JAVA_HOME (${given:-not set})," >&2
      echo "not on the PATH, and not in the usual places." >&2
    fi
  fi
  export JAVA_HOME
  MVN=''
  local usual=()
  for candidate in $MAVEN_DIRECTORIES; do
    usual+=("$candidate"/*/bin/mvn)
  done
  for candidate in "$(command -v mvn 2>/dev/null)" "${MAVEN_HOME-}/bin/mvn" ${usual[@]+"${usual[@]}"}; do
    [ -n "$candidate" ] && [ -x "$candidate" ] || continue
    # Maven needs a Java to tell its version.
    [ "$missing" != java ] || break
    version=$(maven_version "$candidate")
    if [ -n "$version" ] && version_at_least "$version" "$REQUIRED_MAVEN"; then
      MVN=$candidate
      break
    fi
    found_maven=${found_maven:-"$candidate is ${version:-of no version that it tells}"}
  done
  if [ -z "$MVN" ] && ! { [ "$missing" = java ] && command -v mvn >/dev/null 2>&1; }; then
    missing="$missing maven"
    echo "Maven $REQUIRED_MAVEN or later is needed, and none was found${found_maven:+ ($found_maven)}." >&2
  fi
  if [ -n "$missing" ]; then
    echo "This installs what is missing:" >&2
    # shellcheck disable=SC2086
    install_line $missing >&2
    return 1
  fi
}

# Fails with a message where the file system of $1 has less than $2 MB left.
require_space() {
  local free
  free=$(df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }')
  if [ -n "$free" ] && [ "$free" -lt "$2" ]; then
    echo "Not enough disk space in $1: $free MB are free, $2 MB are needed." >&2
    return 1
  fi
}
