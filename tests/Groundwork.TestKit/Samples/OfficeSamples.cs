namespace Groundwork.TestKit.Samples;

/// <summary>A small valid document in each office format, made of a heading and paragraphs.</summary>
public static class OfficeSamples
{
    /// <summary>The ending of each format, with its dot, and how to make a document of it.</summary>
    public static IReadOnlyList<(string Ending, Func<string, IReadOnlyList<string>, byte[]> Make)> All { get; } =
    [
        (".docx", (heading, paragraphs) => SampleDocx.Of(heading, paragraphs)),
        (".pptx", (heading, paragraphs) => SamplePptx.Of(heading, paragraphs)),
        (".xlsx", (heading, paragraphs) => SampleXlsx.Of(heading, paragraphs)),
        (".odt", (heading, paragraphs) => SampleOdf.Text(heading, paragraphs)),
        (".odp", (heading, paragraphs) => SampleOdf.Presentation(heading, paragraphs)),
        (".ods", (heading, paragraphs) => SampleOdf.Spreadsheet(heading, paragraphs)),
        (".epub", (heading, paragraphs) => SampleEpub.Of(heading, paragraphs)),
        (".rtf", (heading, paragraphs) => SampleRtf.Of(heading, paragraphs)),
    ];
}
