using System.Globalization;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Tables;

/// <summary>Tables in text: comma or tab separated values, and their relatives.</summary>
internal sealed class CsvReader(ReadingLimits limits) : IDocumentReader
{
    private const int RowsBetweenChecks = 1 << 10;

    public FormatDescription Format { get; } = new(
        "CSV and TSV", [MediaTypes.Csv, MediaTypes.Tsv], "line",
        FormattableString.Invariant($"""
        The delimiter (comma, semicolon, tab or bar) and the header row are found from the first rows; a table without a header gets numbered
        columns, and the document says so. Rows become Markdown tables in pieces that can be read alone, each with the header row again. Tables of
        more than {TableBlocks.MaxColumns} columns, or with more than {TableBlocks.MaxHeaderCharacters} characters of names, become one block of `column: value` lines per row, without empty values.
        Quoted values may go over lines. Rows of another width are kept and noted, an unclosed quote is an ordinary character and noted.
        """));

    public string Fingerprint => "csv-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path);
        cancellationToken.ThrowIfCancellationRequested();
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        Write(builder, decoded.Text, source.MediaType is MediaTypes.Tsv ? '\t' : ',', cancellationToken);
        return builder.Build(Path.GetFileNameWithoutExtension(source.FileName));
    }

    private void Write(DocumentBuilder builder, string text, char expected, CancellationToken cancellationToken)
    {
        var dialect = CsvDialect.Of(text, expected);
        var rows = new CsvRows(text, dialect.Delimiter, start: dialect.Start);
        if (rows.Next() is not { } first) return;
        IReadOnlyList<string> columns = dialect.HasHeader
            ? first.Cells
            : [.. Enumerable.Range(1, first.Cells.Count).Select(column => column.ToString(CultureInfo.InvariantCulture))];
        if (!dialect.HasHeader) builder.Note("No header row was found; the columns are numbered.");
        var table = new TableBlocks(builder, columns, dialect.HasHeader ? first.Line : null, limits.MaxBytes);
        if (!dialect.HasHeader) table.Add(first.Cells, first.Line);
        else if (table.IsWide) builder.Note(FormattableString.Invariant($"The table has {columns.Count} columns; each row is written as lines \"column: value\"."));
        int ragged = 0, raggedLine = 0, count = 0;
        while (rows.Next() is { } row)
        {
            if (++count % RowsBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            if (row.Cells.Count != columns.Count && ragged++ == 0) raggedLine = row.Line;
            table.Add(row.Cells, row.Line);
        }

        if (count == 0 && table.IsWide && dialect.HasHeader) table.Add(columns, first.Line);
        table.Finish();
        if (ragged > 0) builder.Note(FormattableString.Invariant($"{ragged} rows have another number of values than the {columns.Count} columns (first in line {raggedLine})."));
        if (rows.UnclosedQuoteLine is { } line) builder.Note(FormattableString.Invariant($"The quote opened in line {line} is never closed; from there on quotes are ordinary characters."));
    }
}
