using System.Globalization;

namespace Groundwork.Models.Context;

/// <summary>What a text is made of, in the classes by which tokenizers differ. Counting is one pass and linear.</summary>
internal struct TextTally
{
    /// <summary>Number of classes.</summary>
    public const int Classes = 9;

    public long LatinWords;
    public long LatinLetters;
    public long Digits;
    public long Marks;
    public long Ideographs;
    public long OtherLetters;
    public long Others;
    public long Lines;
    public long Messages;

    /// <summary>Adds a text. A word that is split between two texts counts twice.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        var wasLatin = false;
        foreach (var c in text)
        {
            var isLatin = false;
            switch (c)
            {
                case ' ' or '\t' or '\r':
                    break;
                case '\n':
                    Lines++;
                    break;
                case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '\u00C0' and <= '\u024F' and not '\u00D7' and not '\u00F7'):
                    LatinLetters++;
                    if (!wasLatin)
                        LatinWords++;
                    isLatin = true;
                    break;
                case >= '0' and <= '9':
                    Digits++;
                    break;
                case < '\u0080':
                    Marks++;
                    break;
                case (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF'):
                    Ideographs++;
                    break;
                default:
                    AddRare(c);
                    break;
            }

            wasLatin = isLatin;
        }
    }

    /// <summary>The counts, in a fixed order.</summary>
    public readonly void CopyTo(Span<double> classes)
    {
        classes[0] = LatinWords;
        classes[1] = LatinLetters;
        classes[2] = Digits;
        classes[3] = Marks;
        classes[4] = Ideographs;
        classes[5] = OtherLetters;
        classes[6] = Others;
        classes[7] = Lines;
        classes[8] = Messages;
    }

    private void AddRare(char c)
    {
        if (char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            OtherLetters++;
        else
            Others++;
    }
}
