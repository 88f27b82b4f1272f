namespace Groundwork.Documents.Readers.Code;

/// <summary>Finds the classes and functions of a language whose bodies are indented. Bodies of functions are not looked into.</summary>
internal sealed class IndentedDefinitions
{
    private const int MaxDepth = 8;
    private const int TabWidth = 8;
    private const int TokensBetweenChecks = 1 << 14;

    private readonly string _text;
    private readonly List<CodeDefinition> _found = [];
    private readonly Stack<(int Index, int Indent, bool IsType)> _open = new();

    private IndentedDefinitions(string text) => _text = text;

    public static List<CodeDefinition> Of(string text, CodeLanguage language, CancellationToken cancellationToken)
    {
        var definitions = new IndentedDefinitions(text);
        definitions.Find(language, cancellationToken);
        return definitions._found;
    }

    private void Find(CodeLanguage language, CancellationToken cancellationToken)
    {
        var tokens = new CodeTokens(_text, language);
        // Comments and decorators directly above a definition belong to it.
        var lead = -1;
        var line = new List<CodeToken>();
        var parentheses = 0;
        var count = 0;
        while (tokens.Next())
        {
            if (++count % TokensBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            var token = tokens.Current;
            switch (token.Kind)
            {
                case CodeTokenKind.LineEnd when parentheses == 0:
                    if (line.Count > 0) lead = Line(line, lead, language);
                    // A blank line parts a comment from what follows.
                    else if (lead >= 0 && token.Start > 0 && _text[token.Start - 1] == '\n') lead = -1;
                    line.Clear();
                    break;
                case CodeTokenKind.Comment:
                    if (line.Count == 0 && lead < 0) lead = token.Start;
                    break;
                case CodeTokenKind.Mark when _text[token.Start] is '(' or '[' or '{':
                    parentheses++;
                    break;
                case CodeTokenKind.Mark when _text[token.Start] is ')' or ']' or '}':
                    parentheses = Math.Max(0, parentheses - 1);
                    break;
                case CodeTokenKind.Word or CodeTokenKind.Text when line.Count < 4:
                    line.Add(token);
                    break;
                case CodeTokenKind.Mark when line.Count == 0:
                    line.Add(token);
                    break;
            }
        }

        if (line.Count > 0) Line(line, lead, language);
        while (_open.Count > 0) Close(_text.Length);
    }

    // A logical line; gives back where the lead of the next one starts, -1 for none.
    private int Line(List<CodeToken> line, int lead, CodeLanguage language)
    {
        var start = LineStart(lead >= 0 ? lead : line[0].Start);
        var indent = IndentOf(line[0].Start);
        if (_text[line[0].Start] == '@') return start;
        while (_open.TryPeek(out var open) && open.Indent >= indent) Close(start);
        var at = Word(line, 0) is "async" ? 1 : 0;
        var isType = Word(line, at) is { } word && language.Containers.Contains(word, StringComparer.Ordinal);
        var isFunction = !isType && Word(line, at) is { } other && language.Functions.Contains(other, StringComparer.Ordinal);
        if ((!isType && !isFunction) || Word(line, at + 1) is not { } name) return -1;
        if (_open.TryPeek(out var outer) && (!outer.IsType || _open.Count >= MaxDepth)) return -1;
        _found.Add(new CodeDefinition(_open.Count == 0 ? name : _found[outer.Index].Name + "." + name, _open.Count + 1, start, _text.Length));
        _open.Push((_found.Count - 1, indent, isType));
        return -1;
    }

    private void Close(int at)
    {
        var (index, _, _) = _open.Pop();
        _found[index] = _found[index] with { End = at };
    }

    private string? Word(List<CodeToken> line, int at) => at < line.Count && line[at].Kind == CodeTokenKind.Word ? _text[line[at].Start..line[at].End] : null;

    private int IndentOf(int at)
    {
        var indent = 0;
        for (var i = LineStart(at); i < at; i++) indent += _text[i] == '\t' ? TabWidth : 1;
        return indent;
    }

    private int LineStart(int at) => at == 0 ? 0 : _text.LastIndexOf('\n', at - 1) + 1;
}
