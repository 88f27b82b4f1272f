using System.Globalization;
using System.Text;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>A field like <c>text/plain; charset="utf-8"; name*0*=utf-8''a%20b</c> (RFC 2045, 5.1 and RFC 2231).</summary>
internal sealed class HeaderValue
{
    private readonly Dictionary<string, string> _parameters;

    private HeaderValue(string main, Dictionary<string, string> parameters)
    {
        Main = main;
        _parameters = parameters;
    }

    /// <summary>What stands before the first semicolon, lower case.</summary>
    public string Main { get; }

    /// <summary>A parameter by its lower-case name, decoded; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            if (_parameters.TryGetValue(name + "*", out var extended)) return Extended([(extended, true)]);
            if (_parameters.TryGetValue(name, out var plain)) return EncodedWords.Decode(plain);
            var pieces = new List<(string Text, bool IsEncoded)>();
            for (var number = 0; number < 100; number++)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{name}*{number}");
                if (_parameters.TryGetValue(key + "*", out var encoded)) pieces.Add((encoded, true));
                else if (_parameters.TryGetValue(key, out var literal)) pieces.Add((literal, false));
                else break;
            }

            return pieces.Count == 0 ? null : Extended(pieces);
        }
    }

    public static HeaderValue Parse(string? field)
    {
        field ??= "";
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = field.IndexOf(';', StringComparison.Ordinal);
        var main = (at < 0 ? field : field[..at]).Trim().ToLowerInvariant();
        while (at >= 0 && at < field.Length)
        {
            at++;
            var end = EndOfParameter(field, at);
            var parameter = field.AsSpan(at, end - at);
            var equals = parameter.IndexOf('=');
            if (equals > 0) parameters.TryAdd(parameter[..equals].Trim().ToString(), Unquoted(parameter[(equals + 1)..].Trim()));
            at = end;
        }

        return new HeaderValue(main, parameters);
    }

    private static int EndOfParameter(string field, int at)
    {
        var isQuoted = false;
        for (; at < field.Length; at++)
        {
            if (isQuoted && field[at] == '\\') at++;
            else if (field[at] == '"') isQuoted = !isQuoted;
            else if (field[at] == ';' && !isQuoted) break;
        }

        return Math.Min(at, field.Length);
    }

    private static string Unquoted(ReadOnlySpan<char> value)
    {
        if (value.Length < 2 || value[0] != '"') return value.ToString();
        var text = new StringBuilder(value.Length);
        for (var i = 1; i < value.Length && value[i] != '"'; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length) i++;
            text.Append(value[i]);
        }

        return text.ToString();
    }

    // The charset stands once, in front of the first piece: charset'language'text.
    private static string Extended(List<(string Text, bool IsEncoded)> pieces)
    {
        var charset = "utf-8";
        var bytes = new List<byte>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var (text, isEncoded) = pieces[i];
            if (isEncoded && i == 0 && text.Split('\'', 3) is [var name, _, var rest]) (charset, text) = (name, rest);
            if (!isEncoded) bytes.AddRange(Encoding.UTF8.GetBytes(text));
            else AddPercentDecoded(bytes, text);
        }

        return MailText.Decode(bytes.ToArray(), charset).Text;
    }

    private static void AddPercentDecoded(List<byte> bytes, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
            }
        }
    }
}
