# Starts the program on a JVM; sourced by the launcher and by the start script of images.
#
# start_program PROFILE JARS [JVM OPTION]... MAIN CLASS [ARGUMENT]...
#
#   PROFILE   the option file of a device profile
#   JARS      the folder with the program, and where there is one, the ahead-of-time cache of its classes
#
# Expects in $java the JVM, in $launcher the folder of this file, in $kernels a folder for what runs keep of the kernels that they
# compiled, and in $command what is to be done; $pinned may have a command that goes before.

# shellcheck disable=SC2086,SC2154
start_program() {
  training=
  rules='^--add-modules=jdk\.incubator\.vector$'
  if [ "$command" = train ]; then
    training=$launcher/train.jvmopts
    # Its thresholds stand in place of the profile's.
    rules="$rules"'\|^-XX:CompileCommand=CompileThresholdScaling,\(dev\.antipode\|jdk\.in[a-z]*\)\.'
  fi
  options=$(grep -hv -e '^#' -e '^$' -e "$rules" "$1"
    grep -hv -e '^#' -e '^$' "$launcher/start.jvmopts" ${training:+"$training"})
  jars=$2
  shift 2
  cache=$jars/antipode.aot
  [ -f "$cache" ] || cache=
  # Memory that one thread has freed serves the others, where the system's allocator is glibc's.
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-1}"
  # The JVM tells how many compiler directives it has read: nobody asked, and it is no result.
  say=-XX:-DisplayVMOutput
  [ -z "${ANTIPODE_JVM_OPTIONS-}" ] || say=-XX:+DisplayVMOutputToStderr
  # Options are words, which are not matched with files.
  set -f
  exec ${pinned-} "$java" $options \
    ${training:+$say "-XX:CompilerDirectivesFile=$launcher/antipode-compilers.json"} \
    ${ANTIPODE_JVM_OPTIONS-} \
    ${cache:+"-XX:AOTCache=$cache" "-Xlog:aot*=off" "-Xlog:cds*=off"} \
    "-Dantipode.kernels=$kernels" \
    --enable-native-access=dev.antipode.controller,com.fazecast.jSerialComm \
    --module-path "$jars" "$@"
}

# Writes the ahead-of-time cache of the classes that commands meet at their start (some 28 MB, some 4 s): starts are half as
# long with it. The program does without where the JVM makes none.
# rehearse_program PROFILE JARS
rehearse_program() {
  rehearsal=$2/rehearsal
  rm -f "$2/antipode.aot"
  (kernels=$rehearsal/kernels command=rehearse ANTIPODE_JVM_OPTIONS= start_program "$1" "$2" "-XX:AOTCacheOutput=$2/antipode.aot" \
    -XX:-AOTRecordTraining -Dantipode.vectors=none \
    --module dev.antipode.controller/dev.antipode.controller.cli.Rehearsal "$rehearsal") >"$2/rehearsal.log" 2>&1 </dev/null
  rm -rf "$rehearsal"
  [ ! -f "$2/antipode.aot" ] || rm -f "$2/rehearsal.log"
}
