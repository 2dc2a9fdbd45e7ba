_onrecord() {
    local rest=$COMP_LINE cur open= word part=$2 i
    local words=()
    # Bash parts words at colons and equals signs; those belong to a query.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((i > 0)) && [[ $rest != [[:space:]]* ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        rest=${rest#"${rest%%[![:space:]]*}"}
        rest=${rest#"$word"}
    done
    # Quotes that the shell would take off are not a part of the query.
    for ((i = 1; i < ${#words[@]}; i++)); do
        word=${words[i]}
        case $word in
        \'* | \"*)
            open=${word:0:1}
            word=${word:1}
            if [[ $word == *"$open" ]]; then
                word=${word%"$open"}
                open=
            fi
            ;;
        *)
            open=
            word=${word//\\/}
            ;;
        esac
        words[i]=$word
    done
    cur=${words[${#words[@]} - 1]}
    part=${part#[\'\"]}
    part=${part//\\/}
    local before=${cur%"$part"}
    COMPREPLY=()
    while IFS= read -r word; do
        word=${word#"$before"}
        if [[ -z $open ]]; then
            printf -v word '%q' "$word"
        fi
        COMPREPLY+=("$word")
        if [[ $word == *[:=] ]]; then
            compopt -o nospace 2>/dev/null
        fi
    done < <(ASKED=bash COMPLETER -- "${words[@]}" 2>/dev/null)
}
complete -o bashdefault -o nosort -F _onrecord PROGRAM 2>/dev/null ||
    complete -o bashdefault -F _onrecord PROGRAM
