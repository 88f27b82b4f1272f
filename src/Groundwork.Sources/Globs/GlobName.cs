namespace Groundwork.Sources.Globs;

/// <summary>The part of a pattern for one name of a path.</summary>
internal sealed class GlobName
{
    private readonly List<Token> _tokens = [];

    private GlobName() { }

    private enum TokenKind { Literal, Any, Class, Star }

    /// <summary>Reads one part.</summary>
    /// <param name="whole">The whole pattern, for messages.</param>
    /// <param name="text">The part.</param>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public static GlobName Parse(string whole, string text)
    {
        var name = new GlobName();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*':
                    if (name._tokens.Count == 0 || name._tokens[^1].Kind != TokenKind.Star) name._tokens.Add(new Token(TokenKind.Star, default, null));
                    break;
                case '?':
                    name._tokens.Add(new Token(TokenKind.Any, default, null));
                    break;
                case '[':
                    name._tokens.Add(new Token(TokenKind.Class, default, ParseClass(whole, text, ref i)));
                    break;
                default:
                    name._tokens.Add(new Token(TokenKind.Literal, Literal(whole, text, ref i), null));
                    break;
            }
        }

        return name;
    }

    /// <summary>True when the whole name matches.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        var (next, at) = (0, 0);
        var (afterStar, retry) = (-1, 0);
        while (at < name.Length)
        {
            if (next < _tokens.Count && _tokens[next].Kind == TokenKind.Star)
            {
                (afterStar, retry) = (++next, at);
            }
            else if (next < _tokens.Count && _tokens[next].Matches(name[at]))
            {
                next++;
                at++;
            }
            else if (afterStar >= 0)
            {
                (next, at) = (afterStar, ++retry);
            }
            else
            {
                return false;
            }
        }

        while (next < _tokens.Count && _tokens[next].Kind == TokenKind.Star) next++;
        return next == _tokens.Count;
    }

    private static CharacterClass ParseClass(string whole, string text, ref int i)
    {
        i++;
        var isNegated = i < text.Length && text[i] is '!' or '^';
        if (isNegated) i++;
        var ranges = new List<(char From, char To)>();
        for (var first = i; i < text.Length; i++)
        {
            if (text[i] == ']' && i > first) return new CharacterClass(isNegated, [.. ranges]);
            var from = Literal(whole, text, ref i);
            var to = from;
            if (i + 2 < text.Length && text[i + 1] == '-' && text[i + 2] != ']')
            {
                i += 2;
                to = Literal(whole, text, ref i);
            }

            if (to < from) throw Glob.Bad(whole, $"the range \"{from}-{to}\" runs backwards");
            ranges.Add((from, to));
        }

        throw Glob.Bad(whole, "a \"[\" in it has no \"]\"; write \"\\[\" for the character itself");
    }

    private static char Literal(string whole, string text, ref int i)
    {
        if (text[i] != '\\') return text[i];
        return ++i < text.Length ? text[i] : throw Glob.Bad(whole, "a name in it ends with \"\\\"; folders are parted by \"/\", and \"\\\\\" is the character itself");
    }

    private sealed record CharacterClass(bool IsNegated, (char From, char To)[] Ranges)
    {
        public bool Holds(char character) => Array.Exists(Ranges, range => character >= range.From && character <= range.To) != IsNegated;
    }

    private sealed record Token(TokenKind Kind, char Character, CharacterClass? Class)
    {
        public bool Matches(char character) => Kind switch
        {
            TokenKind.Literal => character == Character,
            TokenKind.Any => true,
            TokenKind.Class => Class!.Holds(character),
            _ => false,
        };
    }
}
