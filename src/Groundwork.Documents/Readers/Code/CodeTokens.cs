namespace Groundwork.Documents.Readers.Code;

/// <summary>
/// Cuts source code into tokens, in one pass: comments and strings are known by the tables of <see cref="CodeLanguage"/>, everything else is
/// words and single marks. An unclosed comment or string over lines ends with the text; nothing is ever an error.
/// </summary>
internal ref struct CodeTokens(string text, CodeLanguage language)
{
    private const int MaxTagCharacters = 64;
    private const int MaxCharacterLiteral = 12;
    private const int MaxRegexCharacters = 500;

    // A string in another string's hole (JavaScript templates) needs a stack; deeper ones are read as text.
    private const int MaxTemplateDepth = 64;

    private readonly Stack<int> _templates = new();
    private int _at;
    private int _braces;
    private bool _lineStarts = true;
    private CodeToken _before;
    private (string Tag, bool Indented)? _heredoc;

    /// <summary>The token that <see cref="Next"/> found.</summary>
    public CodeToken Current { get; private set; }

    /// <summary>Finds the next token; false at the end.</summary>
    public bool Next()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\u00A0' or '\uFEFF') _at++;
        if (_at >= text.Length) return false;
        var start = _at;
        var kind = Take();
        Current = new CodeToken(kind, start, _at);
        _lineStarts = kind == CodeTokenKind.LineEnd || (_lineStarts && kind == CodeTokenKind.Comment);
        if (kind is not (CodeTokenKind.Comment or CodeTokenKind.LineEnd)) _before = Current;
        return true;
    }

    private CodeTokenKind Take()
    {
        var c = text[_at];
        if (c == '\n')
        {
            _at++;
            if (_heredoc is { } heredoc) SkipHeredoc(heredoc.Tag, heredoc.Indented);
            _heredoc = null;
            return CodeTokenKind.LineEnd;
        }

        if (TakeComment()) return CodeTokenKind.Comment;
        if (_lineStarts && c == '#' && language.HasDirectives)
        {
            _at = EndOfLogicalLine(_at);
            return CodeTokenKind.Directive;
        }

        if (TakeString()) return CodeTokenKind.Text;
        if (language.HasRegexLiterals && c == '/' && StartsRegex() && TakeRegex()) return CodeTokenKind.Text;
        if (IsWord(c))
        {
            while (_at < text.Length && IsWord(text[_at])) _at++;
            return CodeTokenKind.Word;
        }

        if (c == '{') _braces++;
        if (c == '}')
        {
            _braces--;
            if (_templates.TryPeek(out var hole) && hole == _braces)
            {
                _templates.Pop();
                _at++;
                TakeTemplate();
                return CodeTokenKind.Text;
            }
        }

        if (c == '\\' && _at + 1 < text.Length) _at++;
        _at++;
        return CodeTokenKind.Mark;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '@' || char.IsSurrogate(c);

    private readonly bool Is(string mark) => string.CompareOrdinal(text, _at, mark, 0, mark.Length) == 0;

    private bool TakeComment()
    {
        foreach (var mark in language.LineComments)
        {
            // In shell a # inside a word is part of it.
            if (!Is(mark) || (mark is "#" && language.Structure == CodeStructure.Braces && _at > 0 && !char.IsWhiteSpace(text[_at - 1]) && text[_at - 1] is not (';' or '(' or ')' or '{' or '}' or '&' or '|'))) continue;
            _at = EndOfLine(_at);
            return true;
        }

        foreach (var (open, close) in language.BlockComments)
        {
            if (!Is(open)) continue;
            if (language.CommentsNest) TakeNestedComment(open, close);
            else EndAfter(close, _at + open.Length);
            return true;
        }

        return false;
    }

    private void TakeNestedComment(string open, string close)
    {
        var depth = 0;
        do
        {
            var isOpen = Is(open);
            var isClose = !isOpen && Is(close);
            depth += isOpen ? 1 : isClose ? -1 : 0;
            _at += isOpen ? open.Length : isClose ? close.Length : 1;
        }
        while (depth > 0 && _at < text.Length);
    }

    private bool TakeString()
    {
        foreach (var form in language.Strings)
        {
            if (!Is(form.Open)) continue;
            // A prefix like r" or f" belongs to a string only at the start of a word.
            if (char.IsLetter(form.Open[0]) && _at > 0 && IsWord(text[_at - 1])) continue;
            if (TakeString(form)) return true;
        }

        return false;
    }

    private bool TakeString(CodeString form)
    {
        var inside = _at + form.Open.Length;
        switch (form.Kind)
        {
            case CodeStringKind.RawQuotes:
                var quotes = inside;
                while (quotes < text.Length && text[quotes] == '"') quotes++;
                EndAfter(new string('"', quotes - inside + 3), quotes);
                return true;
            case CodeStringKind.RawHashes:
                var hashes = inside;
                while (hashes < text.Length && text[hashes] == '#') hashes++;
                if (hashes >= text.Length || text[hashes] != '"') return false;
                EndAfter("\"" + new string('#', hashes - inside), hashes + 1);
                return true;
            case CodeStringKind.RawDelimiter:
                var paren = text.IndexOf('(', inside, Math.Min(MaxTagCharacters, text.Length - inside));
                if (paren < 0) return false;
                EndAfter(")" + text[inside..paren] + "\"", paren + 1);
                return true;
            case CodeStringKind.DollarTag:
                var dollar = text.IndexOf('$', inside, Math.Min(MaxTagCharacters, text.Length - inside));
                if (dollar < 0 || text.AsSpan(inside, dollar - inside).ContainsAnyExcept(s_tagCharacters)) return false;
                EndAfter(text[_at..(dollar + 1)], dollar + 1);
                return true;
            case CodeStringKind.Heredoc:
                return TakeHeredocMark(inside);
            case CodeStringKind.Character:
                return TakeCharacter(inside);
            default:
                _at = inside;
                if (form.Open is "`" && language.HasRegexLiterals) TakeTemplate();
                else TakePlain(form);
                return true;
        }
    }

    private static readonly System.Buffers.SearchValues<char> s_tagCharacters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private void EndAfter(string close, int from)
    {
        var end = from > text.Length ? -1 : text.IndexOf(close, from, StringComparison.Ordinal);
        _at = end < 0 ? text.Length : end + close.Length;
    }

    private void TakePlain(CodeString form)
    {
        while (_at < text.Length)
        {
            var c = text[_at];
            if (c == '\n' && !form.IsMultiline) return;
            if (form.Escape != '\0' && c == form.Escape)
            {
                _at = Math.Min(text.Length, _at + 2);
                continue;
            }

            if (c == form.Close[0] && Is(form.Close))
            {
                _at += form.Close.Length;
                if (!form.Doubled || !Is(form.Close)) return;
                _at += form.Close.Length;
                continue;
            }

            _at++;
        }
    }

    // From inside a template up to its end or its next hole.
    private void TakeTemplate()
    {
        for (; _at < text.Length; _at++)
        {
            switch (text[_at])
            {
                case '\\':
                    _at = Math.Min(_at + 1, text.Length - 1);
                    break;
                case '`':
                    _at++;
                    return;
                case '$' when _at + 1 < text.Length && text[_at + 1] == '{' && _templates.Count < MaxTemplateDepth:
                    _templates.Push(_braces++);
                    _at += 2;
                    return;
            }
        }
    }

    private bool TakeCharacter(int inside)
    {
        var escaped = inside < text.Length && text[inside] == '\\';
        var end = text.IndexOf('\'', Math.Min(text.Length, inside + (escaped ? 2 : 1)), Math.Max(0, Math.Min(escaped ? MaxCharacterLiteral : 3, text.Length - inside - (escaped ? 2 : 1))));
        if (end < 0) return false;
        _at = end + 1;
        return true;
    }

    private bool TakeHeredocMark(int inside)
    {
        // <<< is a here-string: one word on the same line.
        if (_at > 0 && text[_at - 1] == '<') return false;
        var indented = inside < text.Length && text[inside] == '-';
        var at = indented ? inside + 1 : inside;
        var hasSpace = at < text.Length && text[at] == ' ';
        while (at < text.Length && text[at] == ' ') at++;
        var quote = at < text.Length && text[at] is '"' or '\'' ? text[at++] : '\0';
        var start = at;
        while (at < text.Length && at - start < MaxTagCharacters && (char.IsLetterOrDigit(text[at]) || text[at] == '_')) at++;
        // In arithmetic, << shifts: a space and a small letter behind it are no heredoc.
        if (at == start || char.IsDigit(text[start]) || (hasSpace && quote == '\0' && char.IsLower(text[start]))) return false;
        _heredoc = (text[start..at], indented);
        if (quote != '\0' && at < text.Length && text[at] == quote) at++;
        _at = at;
        return true;
    }

    private void SkipHeredoc(string tag, bool indented)
    {
        while (_at < text.Length)
        {
            var end = EndOfLine(_at);
            var line = text.AsSpan(_at, end - _at);
            _at = Math.Min(text.Length, end + 1);
            if ((indented ? line.TrimStart('\t') : line).SequenceEqual(tag)) return;
        }
    }

    // After a value a slash divides; after an operator, an opening or certain words a regular expression starts.
    private readonly bool StartsRegex()
    {
        if (_before.End == 0) return true;
        var before = text.AsSpan(_before.Start, _before.End - _before.Start);
        return _before.Kind switch
        {
            CodeTokenKind.Mark => before is not (")" or "]" or "}"),
            CodeTokenKind.Word => before is "return" or "typeof" or "case" or "in" or "of" or "delete" or "void" or "throw" or "new" or "else" or "do" or "await" or "yield",
            _ => false,
        };
    }

    private bool TakeRegex()
    {
        var inClass = false;
        for (var at = _at + 1; at < text.Length && at - _at < MaxRegexCharacters && text[at] != '\n'; at++)
        {
            switch (text[at])
            {
                case '\\':
                    at++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '/' when !inClass:
                    _at = at + 1;
                    return true;
            }
        }

        return false;
    }

    private readonly int EndOfLine(int from) => text.IndexOf('\n', from) is var end and >= 0 ? end : text.Length;

    private readonly int EndOfLogicalLine(int from)
    {
        var end = EndOfLine(from);
        while (end < text.Length && end > 0 && text[end - 1] == '\\') end = EndOfLine(end + 1);
        return end;
    }
}
