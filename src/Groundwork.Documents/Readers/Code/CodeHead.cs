namespace Groundwork.Documents.Readers.Code;

/// <summary>The tokens of a statement up to its body, and what they define.</summary>
internal sealed class CodeHead(string text, CodeLanguage language)
{
    // The name of a definition stands near its start; a longer statement is data.
    private const int MaxTokens = 400;

    private readonly List<(CodeToken Token, int Depth)> _tokens = [];
    private int _start = -1;
    private int _lastCommentEnd = -1;
    private int _parentheses;

    /// <summary>No word or mark yet; comments do not count.</summary>
    public bool IsEmpty => _tokens.Count == 0;

    /// <summary>Parentheses and brackets that are open.</summary>
    public bool IsInParentheses => _parentheses > 0;

    /// <summary>Where it starts, comments directly above included; -1 for nothing at all.</summary>
    public int Start => _start;

    /// <summary>Only annotations so far: what they belong to follows.</summary>
    public bool IsAnnotation => _tokens.Count > 0 && text[_tokens[0].Token.Start] is '@' or '[' && !_tokens.Exists(item => item.Depth == 0 && item.Token.Kind == CodeTokenKind.Word && text[item.Token.Start] != '@');

    public void Clear()
    {
        _tokens.Clear();
        _start = _lastCommentEnd = -1;
        _parentheses = 0;
    }

    public void Comment(CodeToken comment)
    {
        if (!IsEmpty) return;
        if (_start < 0 || HasBlankLine(_lastCommentEnd, comment.Start)) _start = comment.Start;
        _lastCommentEnd = comment.End;
    }

    public void Add(CodeToken token)
    {
        if (IsEmpty && (_start < 0 || HasBlankLine(_lastCommentEnd, token.Start))) _start = token.Start;
        var c = text[token.Start];
        var isMark = token.Kind == CodeTokenKind.Mark;
        if (isMark && c is ')' or ']') _parentheses = Math.Max(0, _parentheses - 1);
        if (_tokens.Count < MaxTokens) _tokens.Add((token, _parentheses));
        if (isMark && c is '(' or '[') _parentheses++;
    }

    /// <summary>Whether a word that starts a definition stands in it, outside of parentheses.</summary>
    public bool Defines => Find(language.Containers) >= 0 || Find(language.Functions) >= 0;

    /// <summary>Whether it only wraps definitions: a namespace.</summary>
    public bool IsWrapper => Find(language.Wrappers) >= 0 && Find(language.Containers) < 0 && !HasParameters;

    /// <summary>The name of the type that it defines; null when it defines none.</summary>
    public string? TypeName()
    {
        var at = Find(language.Containers);
        if (at < 0) return null;
        if (Word(at) is "impl") return ImplementedType(at + 1);
        while (at + 1 < _tokens.Count && Word(at + 1) is "class" or "struct") at++;
        if (Word(at) is "macro_rules" && Is(at + 1, "!")) at++;
        var named = at + 1;
        if (named >= _tokens.Count || _tokens[named].Token.Kind != CodeTokenKind.Word || Word(named) is "where") return Word(at) is "object" ? "Companion" : null;
        if (!language.TypesTakeParameters)
        {
            // A macro may stand before the name: class EXPORT Name.
            while (named + 1 < _tokens.Count && _tokens[named + 1].Token.Kind == CodeTokenKind.Word && Word(named + 1) is not "final") named++;
            if (_tokens.FindIndex(named, item => TextOf(item.Token) is "(") >= 0 || _tokens.Exists(item => item.Depth == 0 && TextOf(item.Token) is "=")) return null;
        }

        return Word(named);
    }

    /// <summary>The name of the function that it defines; null when it defines none.</summary>
    /// <param name="inType">It stands directly inside a type.</param>
    public string? FunctionName(bool inType) =>
        NamedByWord() ?? (language.HasRegexLiterals ? Assigned() : null) ?? (inType || language.HasBareFunctions ? Bare() : null);

    /// <summary>Whether a brace here starts the value of a member, in front of a constructor's body (C++): <c>Name() : x{1} {</c>.</summary>
    public bool IsInitializer
    {
        get
        {
            if (language.TypesTakeParameters || _tokens.Count == 0 || _tokens[^1].Token.Kind != CodeTokenKind.Word || !HasParameters) return false;
            for (var i = 1; i < _tokens.Count - 1; i++)
                if (_tokens[i].Depth == 0 && Is(i, ":") && !Is(i - 1, ":") && !Is(i + 1, ":") && Is(i - 1, ")"))
                    return true;
            return false;
        }
    }

    /// <summary>Whether parentheses stand in it.</summary>
    public bool HasParameters => _tokens.Exists(item => item.Depth == 0 && TextOf(item.Token) is "(");

    /// <summary>Whether it ends as a function whose body is one expression.</summary>
    public bool HasArrow
    {
        get
        {
            for (var i = 1; i < _tokens.Count; i++)
                if (_tokens[i].Depth == 0 && Is(i, ">") && Is(i - 1, "=") && _tokens[i].Token.Start == _tokens[i - 1].Token.End)
                    return true;
            return false;
        }
    }

    private string? NamedByWord()
    {
        var at = Find(language.Functions);
        if (at < 0) return null;
        string? receiver = null;
        at++;
        if (Is(at, "*")) at++;
        if (Is(at, "(") && language.Functions[0] is "func")
        {
            while (++at < _tokens.Count && _tokens[at].Depth > 0)
                if (_tokens[at].Token.Kind == CodeTokenKind.Word && !Is(at - 1, "[") && !Is(at - 1, ",")) receiver = Word(at);
            at++;
        }

        // Kotlin: fun <T> List<T>.name(
        if (Is(at, "<")) while (at < _tokens.Count && !Is(at++, ">")) { }
        if (at >= _tokens.Count || _tokens[at].Token.Kind != CodeTokenKind.Word) return Find(["default"]) >= 0 ? "default" : null;
        while (Is(at + 1, ".") && at + 2 < _tokens.Count) at += 2;
        return receiver is null ? Word(at) : receiver + "." + Word(at);
    }

    // const name = (…) => {, name = function (…) {
    private string? Assigned()
    {
        var at = _tokens.FindIndex(item => item.Depth == 0 && TextOf(item.Token) is "=");
        if (at <= 0 || !(HasArrow || Find(["function"]) > at)) return null;
        var name = at - 1;
        // const name: Type = …
        var colon = _tokens.FindIndex(0, at, item => item.Depth == 0 && TextOf(item.Token) is ":");
        if (colon > 0) name = colon - 1;
        return _tokens[name].Token.Kind == CodeTokenKind.Word ? Word(name) : null;
    }

    private string? Bare()
    {
        var isOperator = Find(["operator"]) >= 0;
        for (var i = 1; i < _tokens.Count; i++)
        {
            if (_tokens[i].Depth > 0) continue;
            if (Is(i, "=") && !isOperator) return null;
            if (!Is(i, "(")) continue;
            var name = i - 1;
            if (Is(name, ">")) name = BeforeTypeParameters(name);
            if (name < 0) continue;
            var at = _tokens.FindLastIndex(i - 1, Math.Min(i, 4), item => TextOf(item.Token) is "operator");
            if (at >= 0) return text[_tokens[at].Token.Start.._tokens[i - 1].Token.End];
            if (_tokens[name].Token.Kind != CodeTokenKind.Word) continue;
            var word = Word(name)!;
            if (language.Statements.Contains(word, StringComparer.Ordinal))
            {
                if (name == 0) return null;
                continue;
            }

            if (word[0] == '@' || char.IsDigit(word[0])) continue;
            if (Is(name - 1, "~")) word = "~" + Word(name--);
            while (name >= 3 && Is(name - 1, ":") && Is(name - 2, ":") && _tokens[name - 3].Token.Kind == CodeTokenKind.Word) word = Word(name -= 3) + "." + word;
            return word;
        }

        return null;
    }

    // impl<T> Trait for Type<T> where …
    private string? ImplementedType(int at)
    {
        var depth = 0;
        string? name = null;
        for (; at < _tokens.Count; at++)
        {
            if (Is(at, "<")) depth++;
            else if (Is(at, ">")) depth--;
            else if (depth <= 0 && Word(at) is { } word)
            {
                if (word is "where") break;
                if (word is not ("for" or "dyn" or "mut" or "const")) name = word;
            }
        }

        return name;
    }

    private int BeforeTypeParameters(int at)
    {
        for (var depth = 0; at >= 0; at--)
        {
            if (Is(at, ">")) depth++;
            else if (Is(at, "<") && --depth == 0) return at - 1;
        }

        return -1;
    }

    private int Find(IReadOnlyList<string> words) =>
        words.Count == 0 ? -1 : _tokens.FindIndex(item => item.Depth == 0 && item.Token.Kind == CodeTokenKind.Word && words.Contains(TextOf(item.Token).ToString(), StringComparer.Ordinal));

    private string? Word(int at) => at >= 0 && at < _tokens.Count && _tokens[at].Token.Kind == CodeTokenKind.Word ? TextOf(_tokens[at].Token).ToString() : null;

    private bool Is(int at, ReadOnlySpan<char> mark) => at >= 0 && at < _tokens.Count && TextOf(_tokens[at].Token).SequenceEqual(mark);

    private ReadOnlySpan<char> TextOf(CodeToken token) => text.AsSpan(token.Start, token.End - token.Start);

    private bool HasBlankLine(int from, int to) => from >= 0 && text.AsSpan(from, to - from).Count('\n') > 1;
}
