using System.Text;

namespace Groundwork.Documents.Readers.RichText;

/// <summary>The fonts of rich text, which decide how bytes become characters.</summary>
internal sealed class RtfFonts
{
    public const int DefaultCodePage = 1252;

    private readonly Dictionary<int, int> _codePages = [];
    private readonly Dictionary<int, Encoding> _encodings = [];

    /// <summary>The code page that the file as a whole names.</summary>
    public int FileCodePage { get; set; } = DefaultCodePage;

    /// <summary>The font of text that names none.</summary>
    public int DefaultFont { get; set; }

    /// <summary>Keeps what a character set means for a font; sets without a code page mean the one of the file.</summary>
    public void Add(int font, int characterSet)
    {
        if (CodePageOf(characterSet) is { } codePage) _codePages[font] = codePage;
    }

    public int CodePage(int font) => _codePages.GetValueOrDefault(font, FileCodePage);

    public Encoding EncodingOf(int codePage)
    {
        if (_encodings.TryGetValue(codePage, out var known)) return known;
        var encoding = codePage == Encoding.UTF8.CodePage ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(codePage);
        return _encodings[codePage] = encoding ?? CodePagesEncodingProvider.Instance.GetEncoding(DefaultCodePage) ?? Encoding.Latin1;
    }

    private static int? CodePageOf(int characterSet) => characterSet switch
    {
        0 or 2 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        130 => 1361,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => null,
    };
}
