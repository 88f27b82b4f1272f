using System.Globalization;
using System.Text;

namespace Groundwork.TestKit.Samples;

/// <summary>Small rich texts.</summary>
public static class SampleRtf
{
    /// <summary>A heading and paragraphs.</summary>
    public static byte[] Of(string heading, params IEnumerable<string> paragraphs) => OfBody(
        $"{{\\pard\\outlinelevel0 {Escaped(heading)}\\par}}" + string.Concat(paragraphs.Select(text => $"{{\\pard {Escaped(text)}\\par}}\n")));

    /// <summary>Rich text with this body.</summary>
    public static byte[] OfBody(string body) => Encoding.Latin1.GetBytes($"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fswiss\\fcharset0 Arial;}}}}\n{body}}}");

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '\\' or '{' or '}') escaped.Append('\\').Append(c);
            else if (c < 128) escaped.Append(c);
            else escaped.Append(CultureInfo.InvariantCulture, $"\\u{(short)c}?");
        }

        return escaped.ToString();
    }
}
