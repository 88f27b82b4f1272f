using System.Text.Json;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Notebooks;

/// <summary>Jupyter notebooks of format 3 and 4: texts, code and what the code printed, cell by cell.</summary>
internal sealed class NotebookReader(ReadingLimits limits) : IDocumentReader
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 256 };

    public FormatDescription Format { get; } = new(
        "Jupyter notebook", [MediaTypes.Notebook], "cell",
        FormattableString.Invariant($"""
        Markdown cells are read as Markdown, code cells are code, outputs follow their cell: Markdown or an HTML table where the output has one,
        else its text, cut after {NotebookOutputs.MaxCharacters} characters with a note. Pictures and widgets are left out. A place names the cell, counted from 1. The title
        is the notebook's, else its first heading. Cells whose JSON has the wrong types are left out and noted.
        """));

    public string Fingerprint => "notebook-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{source.Path}\" has no bytes.");
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        try
        {
            using var json = JsonDocument.Parse(bytes, s_options);
            var builder = new DocumentBuilder(source);
            var cells = new NotebookCells(builder, cancellationToken);
            cells.Write(json.RootElement);
            return builder.Build(cells.Title);
        }
        catch (JsonException problem)
        {
            throw new DocumentUnreadableException(
                UnreadableReason.Damaged, FormattableString.Invariant($"\"{source.Path}\" is no notebook: it is not JSON in line {(problem.LineNumber ?? 0) + 1}. Save it again from the notebook program."), problem);
        }
    }
}
