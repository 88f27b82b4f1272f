using System.Collections.Frozen;

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
            return bytes.IndexOf("word/"u8) >= 0 ? Docx : "application/zip";
        var beginning = bytes[..Math.Min(bytes.Length, 1024)];
        if (Canonical.TextDecoding.LooksBinary(bytes)) return Unknown;
        return StartsLikeHtml(beginning) ? Html : PlainText;
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
        Add(Docx, ".docx .docm");
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
        Add("application/msword", ".doc");
        Add("application/vnd.ms-excel", ".xls");
        Add("application/vnd.ms-powerpoint", ".ppt");
        Add("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
        Add("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx");
        Add("application/vnd.oasis.opendocument.text", ".odt");
        Add("application/epub+zip", ".epub");
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
