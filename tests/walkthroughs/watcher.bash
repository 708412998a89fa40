# Stands in place of the program in a session: has each call answered in JSON, and keeps what is said, a
# folder for each call. What only reads is answered as it was typed besides, as a session may use that.

# A call within a call, such as that of a hook of git.
if [ -n "$WATCHED" ]; then
    exec "$program" "$@"
fi
export WATCHED=yes

# Runs the program with these arguments and keeps what it says; ends as it does.
keep() {
    local kept
    kept=$calls/$BASHPID-$RANDOM$RANDOM
    mkdir "$kept"
    printf '%s\0' "$@" >"$kept/arguments"
    "$program" "$@" >"$kept/answer" 2>"$kept/talk"
    local ended=$?
    cat "$kept/answer"
    cat "$kept/talk" >&2
    return $ended
}

for word; do
    case $word in
    --json | json | ndjson | --format=json | --format=ndjson)
        keep "$@"
        exit
        ;;
    esac
done

case "$1 $2" in
"case status" | "case list" | "case log" | "case why" | "case outputs" | "case dossier" | \
    inbox* | report* | roles* | kinds* | manual* | doctor* | schema* | help* | "form list" | "form show" | \
    "form check" | "procedure list" | "procedure show" | "procedure check" | "procedure diff" | \
    "store path" | "store verify")
    if [[ " $* " != *" - "* ]]; then
        keep --json "$@" >/dev/null 2>&1 </dev/null
        if [[ " $* " != *" --format"* && " $* " != *" --template"* ]]; then
            keep "$@" --format ndjson >/dev/null 2>&1 </dev/null
        fi
    fi
    exec "$program" "$@"
    ;;
esac
if [[ $1 == completions || " $* " == *" --format"* || " $* " == *" --template"* ]]; then
    exec "$program" "$@"
fi
keep --json "$@"
