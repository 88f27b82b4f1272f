namespace Groundwork.Documents.Readers.Code;

/// <summary>Finds what a script creates, statement by statement (SQL).</summary>
internal sealed class StatementDefinitions
{
    private const int TokensBetweenChecks = 1 << 14;

    // The words between CREATE and the name: OR REPLACE, IF NOT EXISTS, UNIQUE, TEMPORARY …
    private const int MaxHeadTokens = 24;

    private static readonly string[] s_routines = ["function", "procedure", "proc", "trigger", "package"];
    private static readonly string[] s_blockEnds = ["if", "loop", "while", "for", "repeat"];

    private readonly string _text;
    private readonly CodeLanguage _language;
    private readonly List<CodeDefinition> _found = [];
    private readonly List<CodeToken> _head = [];
    private int _start = -1;
    private int _commentEnd = -1;

    private StatementDefinitions(string text, CodeLanguage language) => (_text, _language) = (text, language);

    public static List<CodeDefinition> Of(string text, CodeLanguage language, CancellationToken cancellationToken)
    {
        var definitions = new StatementDefinitions(text, language);
        definitions.Find(cancellationToken);
        return definitions._found;
    }

    private void Find(CancellationToken cancellationToken)
    {
        var tokens = new CodeTokens(_text, _language);
        int count = 0, blocks = 0, lastEnd = 0, end = -1;
        while (tokens.Next())
        {
            if (++count % TokensBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            var token = tokens.Current;
            var word = token.Kind == CodeTokenKind.Word && token.End - token.Start <= 16 ? Lower(token) : "";
            switch (token.Kind)
            {
                case CodeTokenKind.LineEnd:
                    continue;
                case CodeTokenKind.Comment:
                    if (_head.Count == 0 && (_start < 0 || HasBlankLine(_commentEnd, token.Start))) _start = token.Start;
                    if (_head.Count == 0) _commentEnd = token.End;
                    continue;
                case CodeTokenKind.Mark when _text[token.Start] == ';' && blocks == 0:
                    Finish(token.End);
                    continue;
                case CodeTokenKind.Word when word is "go" && IsAloneOnItsLine(token):
                    Finish(lastEnd);
                    blocks = 0;
                    continue;
            }

            if (_head.Count == 0 && (_start < 0 || HasBlankLine(_commentEnd, token.Start))) _start = token.Start;
            if (_head.Count < MaxHeadTokens) _head.Add(token);
            lastEnd = token.End;
            if (word.Length == 0 || !IsRoutine()) continue;
            // END IF and END LOOP close what no BEGIN opened.
            if (end >= 0 && s_blockEnds.Contains(word, StringComparer.Ordinal) && _text.AsSpan(end, token.Start - end).IsWhiteSpace()) blocks++;
            else if (word is "begin" || (word is "case" && !(end >= 0 && _text.AsSpan(end, token.Start - end).IsWhiteSpace()))) blocks++;
            else if (word is "end") blocks = Math.Max(0, blocks - 1);
            end = word is "end" ? token.End : -1;
        }

        Finish(lastEnd);
    }

    private void Finish(int end)
    {
        if (_head.Count > 0 && Name() is { } name) _found.Add(new CodeDefinition(name, 1, _start, end));
        _head.Clear();
        _start = _commentEnd = -1;
    }

    private bool IsRoutine() => Kind() is { } at && s_routines.Contains(Lower(_head[at]), StringComparer.Ordinal);

    // Where the word stands that says what is created.
    private int? Kind()
    {
        if (_head.Count == 0 || _head[0].Kind != CodeTokenKind.Word || Lower(_head[0]) is not ("create" or "alter")) return null;
        for (var i = 1; i < _head.Count; i++)
            if (_head[i].Kind == CodeTokenKind.Word && _language.Containers.Contains(Lower(_head[i]), StringComparer.Ordinal))
                return i;
        return null;
    }

    private string? Name()
    {
        if (Lower(_head[0]) is not "create" || Kind() is not { } at) return null;
        at++;
        while (at < _head.Count && _head[at].Kind == CodeTokenKind.Word && Lower(_head[at]) is "if" or "not" or "exists" or "concurrently") at++;
        if (at >= _head.Count) return null;
        var start = at;
        while (at < _head.Count && (_head[at].Kind is CodeTokenKind.Word or CodeTokenKind.Text || _text[_head[at].Start] is '.' or '[' or ']') && (at == start || _head[at].Start == _head[at - 1].End)) at++;
        if (at == start) return null;
        var name = _text[_head[start].Start.._head[at - 1].End].Replace("\"", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        return name.Length == 0 ? null : name;
    }

    private string Lower(CodeToken token) => _text[token.Start..token.End].ToLowerInvariant();

    private bool HasBlankLine(int from, int to) => from >= 0 && _text.AsSpan(from, to - from).Count('\n') > 1;

    private bool IsAloneOnItsLine(CodeToken token)
    {
        var before = _text.AsSpan(0, token.Start).TrimEnd(' ');
        var after = _text.AsSpan(token.End).TrimStart(' ');
        return (before.IsEmpty || before[^1] == '\n') && (after.IsEmpty || after[0] == '\n');
    }
}
