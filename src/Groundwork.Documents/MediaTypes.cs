using System.Collections.Frozen;
using Groundwork.Documents.Sniffing;

namespace Groundwork.Documents;

/// <summary>Tells the media type of a file from its name and its first bytes.</summary>
public static class MediaTypes
{
    /// <summary>Plain text, and everything read as such: logs, settings, source code of languages without a reader.</summary>
    public const string PlainText = "text/plain";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>HTML.</summary>
    public const string Html = "text/html";

    /// <summary>XHTML, read by the HTML reader.</summary>
    public const string Xhtml = "application/xhtml+xml";

    /// <summary>JSON Lines: one record per line.</summary>
    public const string JsonLines = "application/jsonl";

    /// <summary>Comma separated values, and tables with other delimiters.</summary>
    public const string Csv = "text/csv";

    /// <summary>Tab separated values.</summary>
    public const string Tsv = "text/tab-separated-values";

    /// <summary>JSON.</summary>
    public const string Json = "application/json";

    /// <summary>YAML.</summary>
    public const string Yaml = "application/yaml";

    /// <summary>XML.</summary>
    public const string Xml = "application/xml";

    /// <summary>Jupyter notebook.</summary>
    public const string Notebook = "application/x-ipynb+json";

    /// <summary>PDF.</summary>
    public const string Pdf = "application/pdf";

    /// <summary>Word document.</summary>
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>One e-mail message, with its attachments (RFC 5322).</summary>
    public const string Email = "message/rfc822";

    /// <summary>A mailbox: many messages in one file (RFC 4155).</summary>
    public const string Mailbox = "application/mbox";

    /// <summary>The text of a message, taken out of it: quoted replies are recognised.</summary>
    public const string EmailText = "text/x-mail-body";

    /// <summary>Zip archive.</summary>
    public const string Zip = "application/zip";

    /// <summary>Tar archive.</summary>
    public const string Tar = "application/x-tar";

    /// <summary>One file, or a tar archive, packed by gzip.</summary>
    public const string Gzip = "application/gzip";

    /// <summary>PNG image.</summary>
    public const string Png = "image/png";

    /// <summary>JPEG image.</summary>
    public const string Jpeg = "image/jpeg";

    /// <summary>GIF image.</summary>
    public const string Gif = "image/gif";

    /// <summary>WebP image.</summary>
    public const string Webp = "image/webp";

    /// <summary>Windows bitmap.</summary>
    public const string Bmp = "image/bmp";

    /// <summary>TIFF image, of one or several pages.</summary>
    public const string Tiff = "image/tiff";

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

    /// <summary>
    /// The media type: what the first bytes certainly are (PDF, an image, an archive, a program); else what the ending says; else what the bytes
    /// look like. Formats that are packed by zip are told apart by the names of their first entries.
    /// </summary>
    /// <param name="fileName">A name or a path.</param>
    /// <param name="firstBytes">The first <see cref="SniffedBytes"/> bytes, or the whole of a shorter file.</param>
    /// <returns>Never null; <see cref="Unknown"/> when the bytes are no text and of no known format.</returns>
    public static string Of(string fileName, ReadOnlySpan<byte> firstBytes)
    {
        var named = OfName(fileName);
        var certain = FirstBytes.CertainType(firstBytes);
        if (named is null) return certain ?? FirstBytes.LikelyType(firstBytes);
        return certain is null || FirstBytes.MayBeNamed(named, certain) ? named : certain;
    }

    /// <summary>What to say when the bytes of a source are something else than its name tells; nothing when they agree.</summary>
    internal static IEnumerable<string> NoteOn(SourceInfo source)
    {
        if (OfName(source.FileName) is { } named && FirstBytes.IsCertain(source.MediaType) && !FirstBytes.MayBeNamed(named, source.MediaType))
            yield return $"The name ends in {Path.GetExtension(source.FileName)}, but the bytes are {source.MediaType}; they were read as that.";
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
        Add(Csv, ".csv");
        Add(Tsv, ".tsv .tab");
        Add(Json, ".json .geojson .webmanifest");
        Add(Yaml, ".yaml .yml");
        Add(Xml, ".xml .dita .ditamap .dbk .docbook .tei .rss .atom");
        Add(Notebook, ".ipynb");
        Add("text/x-csharp", ".cs .csx");
        Add("text/x-python", ".py .pyi");
        Add("text/javascript", ".js .mjs .cjs .jsx");
        Add("text/x-typescript", ".ts .tsx .mts .cts");
        Add("text/x-go", ".go");
        Add("text/x-rust", ".rs");
        Add("text/x-java", ".java");
        Add("text/x-kotlin", ".kt .kts");
        Add("text/x-c", ".c .h");
        Add("text/x-c++", ".cc .cpp .cxx .hpp .hh .hxx");
        Add("text/x-sql", ".sql");
        Add("text/x-sh", ".sh .bash .zsh");
        Add(PlainText, ".txt .text .rst .adoc .asciidoc .org .log .tex .bib .srt .vtt .po .diff .patch");
        Add(PlainText, ".json5 .jsonc .xsd .xsl .xslt .toml .ini .cfg .conf .properties .env .editorconfig .gitignore");
        Add(PlainText, ".csproj .slnx .props .targets .fs .fsx .vb .razor .cshtml .scala .groovy .gradle .clj");
        Add(PlainText, ".m .mm .swift .zig .d .rb .pl .pm .php .lua .r .jl .dart .ex .exs .erl .hs .ml");
        Add(PlainText, ".vue .svelte .css .scss .sass .less .graphql .proto .tf .cmake .mk .bat .cmd .ps1 .fish");
        Add(Email, ".eml");
        Add(Mailbox, ".mbox .mbx");
        Add(Png, ".png");
        Add(Jpeg, ".jpg .jpeg .jpe");
        Add(Gif, ".gif");
        Add(Webp, ".webp");
        Add("image/svg+xml", ".svg");
        Add("image/x-icon", ".ico");
        Add(Bmp, ".bmp");
        Add(Tiff, ".tif .tiff");
        Add("audio/mpeg", ".mp3");
        Add("audio/wav", ".wav");
        Add("video/mp4", ".mp4 .m4v");
        Add("video/quicktime", ".mov");
        Add(Zip, ".zip");
        Add("application/java-archive", ".jar .war .ear");
        Add(Gzip, ".gz .tgz");
        Add(Tar, ".tar");
        Add("application/x-7z-compressed", ".7z");
        Add("application/x-bzip2", ".bz2 .tbz .tbz2");
        Add("application/x-xz", ".xz .txz");
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
        Add(Unknown, ".exe .dll .so .dylib .a .o .obj .lib .pdb .class .pyc .bin .dat .iso .wasm .msi .dmg .nupkg .whl .parquet .npy .onnx");
        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(string mediaType, string endings)
        {
            foreach (var ending in endings.Split(' ')) table.Add(ending, mediaType);
        }
    }
}
