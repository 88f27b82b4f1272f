namespace Groundwork.Documents.Readers.Code;

/// <summary>Finds the types and functions of a language whose bodies stand in braces. Bodies of functions are not looked into.</summary>
internal sealed class BraceDefinitions
{
    // Deeper types are part of the one around them, so that names stay short.
    private const int MaxDepth = 8;
    private const int TokensBetweenChecks = 1 << 14;

    private readonly string _text;
    private readonly CodeHead _head;
    private readonly List<CodeDefinition> _found = [];
    private readonly Stack<(int Index, string? Name, int Depth)> _types = new();

    // End of what came before: a comment behind it on its line belongs to it.
    private int _boundary;

    private BraceDefinitions(string text, CodeLanguage language) => (_text, _head) = (text, new CodeHead(text, language));

    public static List<CodeDefinition> Of(string text, CodeLanguage language, CancellationToken cancellationToken)
    {
        var definitions = new BraceDefinitions(text, language);
        definitions.Find(language, cancellationToken);
        return definitions._found;
    }

    private void Find(CodeLanguage language, CancellationToken cancellationToken)
    {
        var tokens = new CodeTokens(_text, language);
        var count = 0;
        // Braces of a body that is passed over; when they close, the definition ends.
        var skipped = 0;
        var body = -1;
        var lineStarts = false;
        // The braces that are passed over are a part of the statement.
        var keepsHead = false;
        while (tokens.Next())
        {
            if (++count % TokensBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            var token = tokens.Current;
            var mark = token.Kind == CodeTokenKind.Mark ? _text[token.Start] : '\0';
            if (skipped > 0)
            {
                skipped += mark == '{' ? 1 : mark == '}' ? -1 : 0;
                if (skipped > 0) continue;
                if (keepsHead)
                {
                    _head.Add(token);
                    continue;
                }

                if (body >= 0) End(body, token.End);
                body = -1;
                Restart(token.End);
                continue;
            }

            switch (token.Kind)
            {
                case CodeTokenKind.Comment:
                    if (lineStarts && IsOver(language)) Restart(token.Start);
                    else if (_head.IsEmpty && !_text.AsSpan(_boundary, token.Start - _boundary).Contains('\n'))
                    {
                        _boundary = token.End;
                        continue;
                    }

                    _head.Comment(token);
                    continue;
                case CodeTokenKind.Directive:
                    Restart(token.End);
                    continue;
                case CodeTokenKind.LineEnd:
                    lineStarts = true;
                    continue;
            }

            if (lineStarts && mark != '{' && IsOver(language)) Restart(token.Start);
            lineStarts = false;
            switch (mark)
            {
                case '{' when _head.IsInParentheses || _head.IsInitializer:
                    (skipped, keepsHead) = (1, true);
                    break;
                case '{':
                    keepsHead = false;
                    (skipped, body) = Open(token);
                    break;
                case '}':
                    if (_types.TryPop(out var type) && type.Name is not null) End(type.Index, token.End);
                    Restart(token.End);
                    break;
                case ';' when !_head.IsInParentheses:
                    CloseWithoutBody(token);
                    Restart(token.End);
                    break;
                default:
                    _head.Add(token);
                    break;
            }
        }

        while (_types.TryPop(out var open))
            if (open.Name is not null)
                End(open.Index, _text.Length);
        if (body >= 0) End(body, _text.Length);
    }

    // The statement ended with its line, and no body follows.
    private bool IsOver(CodeLanguage language) =>
        language.EndsWithLine && !_head.IsEmpty && !_head.IsInParentheses && !_head.IsAnnotation && !_head.Defines;

    private (int Skipped, int Body) Open(CodeToken brace)
    {
        var (_, outer, depth) = _types.TryPeek(out var top) ? top : (-1, null, 0);
        if (_head.IsWrapper)
        {
            _types.Push((-1, null, depth));
            Restart(brace.End);
            return (0, -1);
        }

        var type = _head.TypeName();
        var name = type ?? _head.FunctionName(depth > 0);
        if (name is null || depth >= MaxDepth) return (1, -1);
        _found.Add(new CodeDefinition(Qualified(name, depth), depth + 1, _head.Start, brace.End));
        if (type is null) return (1, _found.Count - 1);
        _types.Push((_found.Count - 1, name, depth + 1));
        Restart(brace.End);
        return (0, -1);
    }

    // A record without a body, a tuple struct, a function of one expression.
    private void CloseWithoutBody(CodeToken end)
    {
        var depth = _types.TryPeek(out var top) ? top.Depth : 0;
        if (_head.IsEmpty || depth >= MaxDepth) return;
        var name = _head.HasArrow ? _head.FunctionName(depth > 0) : _head.HasParameters ? _head.TypeName() : null;
        if (name is not null) _found.Add(new CodeDefinition(Qualified(name, depth), depth + 1, _head.Start, end.End));
    }

    private string Qualified(string name, int depth)
    {
        if (depth == 0) return name;
        foreach (var (index, outer, _) in _types)
            if (outer is not null)
                return _found[index].Name + "." + name;
        return name;
    }

    private void End(int index, int at) => _found[index] = _found[index] with { End = at };

    private void Restart(int at)
    {
        _head.Clear();
        _boundary = at;
    }
}
