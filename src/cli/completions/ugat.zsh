#compdef ugat
# Completes the words of ugat in zsh: eval "$(ugat completions zsh)", below compinit
_ugat() {
    local offered value
    local -a whole begun
    while IFS= read -r offered; do
        value=${offered%%$'\t'*}
        value=${${value//\\/\\\\}//:/\\:}
        offered=${offered#*$'\t'}
        if [[ $value == *[=/] ]]; then
            begun+=("$value${offered:+:$offered}")
        else
            whole+=("$value${offered:+:$offered}")
        fi
    done < <(ugat completions zsh -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    (( $#whole )) && _describe -V 'ugat' whole
    (( $#begun )) && _describe -V 'ugat' begun -S ''
}
if [[ $funcstack[1] == _ugat ]]; then
    _ugat "$@"
elif (( $+functions[compdef] )); then
    compdef _ugat ugat
fi
