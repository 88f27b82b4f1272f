using System.Buffers;

namespace Groundwork.Language.Sentences;

/// <summary>The characters that end sentences, close them, or let them go on.</summary>
internal static class SentenceMarks
{
    // End a sentence wherever they stand: CJK, Arabic, Indic, Ethiopic, Khmer, Myanmar, Mongolian, Armenian, Greek question mark.
    private const string Hard = "。！？．｡؟۔।॥።፧។៕။᠃᙮\u037E։";

    // End a sentence before white space or at the end of the text.
    private const string Soft = ".!?…‼⁇⁈⁉‽";

    private const string Breaks = "\n\r\f\v\u0085\u2028\u2029";

    // ';' asks in Greek only; the scan looks at the letter before it.
    private static readonly SearchValues<char> s_stops = SearchValues.Create(Hard + Soft + Breaks + ";");

    // Thai and Lao are cut at spaces, so there the scan stops at them too.
    private static readonly SearchValues<char> s_stopsAndSpaces = SearchValues.Create(Hard + Soft + Breaks + "; \t\u00A0\u3000");

    private static readonly SearchValues<char> s_hard = SearchValues.Create(Hard);
    private static readonly SearchValues<char> s_soft = SearchValues.Create(Soft);
    private static readonly SearchValues<char> s_closers = SearchValues.Create("\"')]}’”»›」』】〕〉》）］｝〞〟＂＇*_");

    // Whatever ended before one of these, the sentence goes on (SContinue of UAX #29, without the dashes that open a reply).
    private static readonly SearchValues<char> s_continuers = SearchValues.Create(",;:)]}、，；：،؛");

    // In Japanese a quotation is a clause: 「はい。」と言った is one sentence.
    private static readonly SearchValues<char> s_quotationParticles = SearchValues.Create("とっなのはをにがもでへや");

    public static SearchValues<char> StopsFor(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\u0E01', '\u0EDF') ? s_stopsAndSpaces : s_stops;

    public static bool IsHard(char c) => s_hard.Contains(c);

    public static bool IsSoft(char c) => s_soft.Contains(c);

    public static bool IsCloser(char c) => s_closers.Contains(c);

    public static bool IsContinuer(char c) => s_continuers.Contains(c);

    public static bool IsQuotationParticle(char c) => s_quotationParticles.Contains(c);

    /// <summary>Thai and Lao, which put spaces between sentences and clauses, and no mark.</summary>
    public static bool IsUnmarkedScript(char c) => c is >= '\u0E01' and <= '\u0EDF';

    public static bool IsLineBreak(char c) => c is '\n' or '\r' or '\f' or '\v' or '\u0085' or '\u2028' or '\u2029';

    public static bool IsBullet(char c) => c is '-' or '*' or '+' or '•' or '‣' or '▪' or '◦' or '–' or '·';

    public static bool IsGreek(char c) => c is >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF';
}
