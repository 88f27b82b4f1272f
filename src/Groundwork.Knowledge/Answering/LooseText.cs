using System.Text;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>A text in small letters with white space, quotation marks and dashes in one form each, and the way back to the places of its characters.</summary>
internal sealed class LooseText
{
    private readonly List<int> _places;

    public LooseText(string text)
    {
        var loose = new StringBuilder(text.Length);
        _places = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i] switch
            {
                '“' or '”' or '„' or '«' or '»' or '"' => '"',
                '‘' or '’' or '‚' or '\'' => '\'',
                '‐' or '‑' or '–' or '—' => '-',
                _ when char.IsWhiteSpace(text[i]) => ' ',
                _ => char.ToLowerInvariant(text[i]),
            };
            if (c == ' ' && (loose.Length == 0 || loose[^1] == ' ')) continue;
            loose.Append(c);
            _places.Add(i);
        }

        Text = loose.ToString();
    }

    public string Text { get; }

    /// <summary>The span of the original text that a range of <see cref="Text"/> came from; the range is not empty.</summary>
    public TextSpan PlaceOf(int start, int length) => TextSpan.FromBounds(_places[start], _places[start + length - 1] + 1);

    /// <summary>The range of <see cref="Text"/> that came from a span of the original text.</summary>
    public (int Start, int End) RangeOf(TextSpan span) => (FirstAt(span.Start), FirstAt(span.End));

    private int FirstAt(int place)
    {
        var at = _places.BinarySearch(place);
        return at < 0 ? ~at : at;
    }
}
