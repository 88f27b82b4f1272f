using System.Collections.Frozen;

namespace Groundwork.Documents;

/// <summary>Tells the media type of a file from its name and its first bytes.</summary>
public static class MediaTypes
{
    /// <summary>Plain text, and everything read as such: source code, logs, JSON, CSV, XML.</summary>
    public const string PlainText = "text/plain";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>HTML.</summary>
    public const string Html = "text/html";

    /// <summary>XHTML, read by the HTML reader.</summary>
    public const string Xhtml = "application/xhtml+xml";

    /// <summary>JSON Lines: one record per line.</summary>
    public const string JsonLines = "application/jsonl";

    /// <summary>PDF.</summary>
    public const string Pdf = "application/pdf";

    /// <summary>Word document.</summary>
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Word document with macros.</summary>
    public const string Docm = "application/vnd.ms-word.document.macroenabled.12";

    /// <summary>Word template.</summary>
    public const string Dotx = "application/vnd.openxmlformats-officedocument.wordprocessingml.template";

    /// <summary>Word template with macros.</summary>
    public const string Dotm = "application/vnd.ms-word.template.macroenabled.12";

    /// <summary>PowerPoint presentation.</summary>
    public const string Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    /// <summary>PowerPoint presentation with macros.</summary>
    public const string Pptm = "application/vnd.ms-powerpoint.presentation.macroenabled.12";

    /// <summary>PowerPoint template.</summary>
    public const string Potx = "application/vnd.openxmlformats-officedocument.presentationml.template";

    /// <summary>PowerPoint template with macros.</summary>
    public const string Potm = "application/vnd.ms-powerpoint.template.macroenabled.12";

    /// <summary>PowerPoint show.</summary>
    public const string Ppsx = "application/vnd.openxmlformats-officedocument.presentationml.slideshow";

    /// <summary>PowerPoint show with macros.</summary>
    public const string Ppsm = "application/vnd.ms-powerpoint.slideshow.macroenabled.12";

    /// <summary>Excel workbook.</summary>
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Excel workbook with macros.</summary>
    public const string Xlsm = "application/vnd.ms-excel.sheet.macroenabled.12";

    /// <summary>Excel template.</summary>
    public const string Xltx = "application/vnd.openxmlformats-officedocument.spreadsheetml.template";

    /// <summary>Excel template with macros.</summary>
    public const string Xltm = "application/vnd.ms-excel.template.macroenabled.12";

    /// <summary>OpenDocument text.</summary>
    public const string Odt = "application/vnd.oasis.opendocument.text";

    /// <summary>OpenDocument text template.</summary>
    public const string Ott = "application/vnd.oasis.opendocument.text-template";

    /// <summary>OpenDocument spreadsheet.</summary>
    public const string Ods = "application/vnd.oasis.opendocument.spreadsheet";

    /// <summary>OpenDocument spreadsheet template.</summary>
    public const string Ots = "application/vnd.oasis.opendocument.spreadsheet-template";

    /// <summary>OpenDocument presentation.</summary>
    public const string Odp = "application/vnd.oasis.opendocument.presentation";

    /// <summary>OpenDocument presentation template.</summary>
    public const string Otp = "application/vnd.oasis.opendocument.presentation-template";

    /// <summary>Book in the EPUB format.</summary>
    public const string Epub = "application/epub+zip";

    /// <summary>Rich text.</summary>
    public const string Rtf = "application/rtf";

    /// <summary>Word document of the format before 2007.</summary>
    public const string Doc = "application/msword";

    /// <summary>Excel workbook of the format before 2007.</summary>
    public const string Xls = "application/vnd.ms-excel";

    /// <summary>PowerPoint presentation of the format before 2007.</summary>
    public const string Ppt = "application/vnd.ms-powerpoint";

    /// <summary>Bytes of no known format.</summary>
    public const string Unknown = "application/octet-stream";

    /// <summary>As many first bytes as <see cref="Of"/> wants to see.</summary>
    public const int SniffedBytes = 8192;

    private static readonly FrozenDictionary<string, string> s_byExtension = Table();

    /// <summary>The endings that mean a media type, with their dots, in alphabetical order.</summary>
    public static IReadOnlyList<string> EndingsOf(string mediaType) =>
        [.. s_byExtension.Where(pair => string.Equals(pair.Value, mediaType, StringComparison.Ordinal)).Select(pair => pair.Key).Order(StringComparer.Ordinal)];

    /// <summary>The media type that the name alone tells; null for an unknown ending.</summary>
    /// <param name="fileName">A name or a path.</param>
    public static string? OfName(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return s_byExtension.GetValueOrDefault(Path.GetExtension(fileName));
    }

    /// <summary>The media type: from the ending where it is known, else from the first bytes.</summary>
    /// <param name="fileName">A name or a path.</param>
    /// <param name="firstBytes">The first <see cref="SniffedBytes"/> bytes, or the whole of a shorter file.</param>
    /// <returns>Never null; <see cref="Unknown"/> when the bytes are no text and of no known format.</returns>
    public static string Of(string fileName, ReadOnlySpan<byte> firstBytes) => OfName(fileName) ?? Sniff(firstBytes);

    private static string Sniff(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8)) return Pdf;
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return SniffPackage(bytes);
        if (bytes.StartsWith("{\\rtf"u8)) return Rtf;
        // Which of the old formats it is stands too far behind; their reader tells.
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return Doc;
        var beginning = bytes[..Math.Min(bytes.Length, 1024)];
        if (Canonical.TextDecoding.LooksBinary(bytes)) return Unknown;
        return StartsLikeHtml(beginning) ? Html : PlainText;
    }

    // OpenDocument and EPUB begin with their media type, unpacked; Office packages are known by the folder of their main part.
    private static string SniffPackage(ReadOnlySpan<byte> bytes)
    {
        foreach (var named in (ReadOnlySpan<string>)[Ott, Odt, Ots, Ods, Otp, Odp, Epub])
            if (bytes.IndexOf(System.Text.Encoding.ASCII.GetBytes("mimetype" + named)) >= 0)
                return named;
        if (bytes.IndexOf("word/"u8) >= 0) return Docx;
        if (bytes.IndexOf("ppt/"u8) >= 0) return Pptx;
        return bytes.IndexOf("xl/"u8) >= 0 ? Xlsx : "application/zip";
    }

    private static bool StartsLikeHtml(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        var text = System.Text.Encoding.Latin1.GetString(bytes).TrimStart();
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static FrozenDictionary<string, string> Table()
    {
        var table = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add(Markdown, ".md .markdown .mdown .mkd .mdx");
        Add(Html, ".html .htm .xht");
        Add(Xhtml, ".xhtml");
        Add(JsonLines, ".jsonl .ndjson");
        Add(Pdf, ".pdf");
        Add(Docx, ".docx");
        Add(PlainText, ".txt .text .rst .adoc .asciidoc .org .log .tex .bib .srt .vtt .po .diff .patch");
        Add(PlainText, ".json .json5 .csv .tsv .xml .xsd .xsl .yaml .yml .toml .ini .cfg .conf .properties .env .editorconfig .gitignore");
        Add(PlainText, ".cs .csx .csproj .slnx .props .targets .fs .fsx .vb .razor .cshtml .java .kt .kts .scala .groovy .gradle .clj");
        Add(PlainText, ".c .h .cc .cpp .cxx .hpp .hh .m .mm .swift .go .rs .zig .d .py .pyi .rb .pl .pm .php .lua .r .jl .dart .ex .exs .erl .hs .ml");
        Add(PlainText, ".js .mjs .cjs .jsx .ts .tsx .vue .svelte .css .scss .sass .less .sql .graphql .proto .tf .cmake .mk .bat .cmd .ps1 .sh .bash .zsh .fish");
        Add("image/png", ".png");
        Add("image/jpeg", ".jpg .jpeg");
        Add("image/gif", ".gif");
        Add("image/webp", ".webp");
        Add("image/svg+xml", ".svg");
        Add("image/x-icon", ".ico");
        Add("image/bmp", ".bmp");
        Add("image/tiff", ".tif .tiff");
        Add("audio/mpeg", ".mp3");
        Add("audio/wav", ".wav");
        Add("video/mp4", ".mp4 .m4v");
        Add("video/quicktime", ".mov");
        Add("application/zip", ".zip .jar .war .nupkg .whl");
        Add("application/gzip", ".gz .tgz");
        Add("application/x-tar", ".tar");
        Add("application/x-7z-compressed", ".7z");
        Add("application/x-bzip2", ".bz2");
        Add("application/x-xz", ".xz");
        Add("application/zstd", ".zst");
        Add("application/vnd.rar", ".rar");
        Add(Docm, ".docm");
        Add(Dotx, ".dotx");
        Add(Dotm, ".dotm");
        Add(Pptx, ".pptx");
        Add(Pptm, ".pptm");
        Add(Potx, ".potx");
        Add(Potm, ".potm");
        Add(Ppsx, ".ppsx");
        Add(Ppsm, ".ppsm");
        Add(Xlsx, ".xlsx");
        Add(Xlsm, ".xlsm");
        Add(Xltx, ".xltx");
        Add(Xltm, ".xltm");
        Add(Odt, ".odt");
        Add(Ott, ".ott");
        Add(Ods, ".ods");
        Add(Ots, ".ots");
        Add(Odp, ".odp");
        Add(Otp, ".otp");
        Add(Epub, ".epub");
        Add(Rtf, ".rtf");
        Add(Doc, ".doc");
        Add(Xls, ".xls .xlt");
        Add(Ppt, ".ppt .pps");
        Add("application/vnd.sqlite3", ".sqlite .sqlite3 .db");
        Add("font/woff", ".woff .woff2 .ttf .otf");
        Add(Unknown, ".exe .dll .so .dylib .a .o .obj .lib .pdb .class .pyc .bin .dat .iso .wasm .msi .dmg .parquet .npy .onnx");
        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(string mediaType, string endings)
        {
            foreach (var ending in endings.Split(' ')) table.Add(ending, mediaType);
        }
    }
}
