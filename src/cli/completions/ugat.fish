# Completes the words of ugat in fish: ugat completions fish | source
function __ugat_offered
    set -l words (commandline -opc) (commandline -ct)
    ugat completions fish -- $words 2>/dev/null
end
complete -c ugat -e
complete -c ugat -f -k -a '(__ugat_offered)'
