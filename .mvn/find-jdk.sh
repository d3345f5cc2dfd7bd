# Sourced by `antipode` and `mvnw`: find_jdk prints the home of a JDK 25 (Linux, macOS), or says what to install and fails.
# Looks at JAVA_HOME, then at the java and javac on PATH, then in the folders where installers put JDKs.

# is_jdk25 HOME: true for a full JDK of release 25. Reads its `release` file, so that no JVM is started.
is_jdk25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] &&
    grep -Eq '^JAVA_VERSION="25([."+-]|$)' "$1/release"
}

# home_of COMMAND: the JDK that a command on PATH belongs to, symbolic links followed.
home_of() {
  _command=$(command -v "$1" 2>/dev/null) || return 1
  while [ -L "$_command" ]; do
    _link=$(readlink "$_command") || return 1
    case $_link in
      /*) _command=$_link ;;
      *) _command=$(dirname "$_command")/$_link ;;
    esac
  done
  (cd "$(dirname "$_command")/.." 2>/dev/null && pwd -P)
}

find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && is_jdk25 "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return 0
  fi
  for _tool in javac java; do
    _home=$(home_of "$_tool") && is_jdk25 "$_home" && printf '%s\n' "$_home" && return 0
  done
  if [ -x /usr/libexec/java_home ]; then
    _home=$(/usr/libexec/java_home -v 25 2>/dev/null) && is_jdk25 "$_home" && printf '%s\n' "$_home" && return 0
  fi
  case $- in *f*) _noglob=1; set +f ;; *) _noglob= ;; esac
  _found=
  for _home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/java/* /opt/jdk/* /usr/local/* /usr/local/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk@25 /usr/local/opt/openjdk@25 "${HOME-}"/.sdkman/candidates/java/* \
    "${HOME-}"/.jdks/* "${HOME-}"/.jenv/versions/* "${HOME-}"/.asdf/installs/java/* \
    "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.gradle/jdks/*; do
    if is_jdk25 "$_home"; then
      _found=$_home
      break
    fi
  done
  [ -z "$_noglob" ] || set -f
  if [ -n "$_found" ]; then
    printf '%s\n' "$_found"
    return 0
  fi
  echo "Antipode needs a JDK 25: install one (for example Eclipse Temurin 25 from https://adoptium.net, or your system's package of OpenJDK 25) or set JAVA_HOME to it." >&2
  return 1
}
