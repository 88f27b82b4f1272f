using System.Text;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>Scripts that part no words by blanks: there every character is a token of its own.</summary>
internal static class BlanklessScripts
{
    public static bool Contains(Rune rune) => rune.Value switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => true, // Thai, Lao
        >= 0x1000 and <= 0x109F => true, // Burmese
        >= 0x1780 and <= 0x17FF => true, // Khmer
        >= 0x2E80 and <= 0x2FDF => true, // radicals
        >= 0x3005 and <= 0x3007 => true,
        >= 0x3041 and <= 0x30FF => true, // kana
        >= 0x31F0 and <= 0x31FF => true,
        >= 0x3400 and <= 0x4DBF => true,
        >= 0x4E00 and <= 0x9FFF => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0xFF66 and <= 0xFF9F => true, // half-width kana
        >= 0x1AFF0 and <= 0x1B16F => true,
        >= 0x20000 and <= 0x3FFFD => true,
        _ => false,
    };
}
