using System.Runtime.InteropServices;
using Groundwork.Language;

namespace Groundwork.Documents.Processes;

/// <summary>Sources and documents between two processes of the same program: nothing is lost and nothing is normalised.</summary>
internal static class DocumentWire
{
    private enum MetadataKind
    {
        Keywords,
        Number,
        Flag,
        Date,
    }

    public static void Write(WireWriter wire, SourceInfo source)
    {
        wire.Text(source.Id.Value);
        wire.Text(source.Path);
        wire.Text(source.MediaType);
        wire.Text(source.Title);
        wire.Text(source.Language?.Code);
        wire.Flag(source.Metadata is not null);
        if (source.Metadata is { } metadata) wire.List(metadata, item => Write(wire, item));
        wire.Int(source.FirstLine);
        wire.Flag(source.OnOneLine);
        wire.Text(source.PartName);
        wire.List(source.Notes, wire.Text);
        wire.Flag(source.Vector is not null);
        if (source.Vector is not { } vector) return;
        wire.Bytes(MemoryMarshal.AsBytes(vector.Values.Span));
        wire.Text(vector.Problem);
    }

    public static SourceInfo ReadSource(WireReader wire)
    {
        var (id, path, mediaType, title, language) = (wire.Text(), wire.Text(), wire.Text(), wire.OptionalText(), wire.OptionalText());
        Dictionary<string, MetadataValue>? metadata = null;
        if (wire.Flag())
        {
            metadata = new Dictionary<string, MetadataValue>(StringComparer.Ordinal);
            foreach (var (name, value) in wire.List(() => ReadMetadata(wire))) metadata.Add(name, value);
        }

        var (firstLine, onOneLine) = (wire.Int(), wire.Flag());
        var partName = wire.OptionalText();
        var notes = wire.List(wire.Text);
        var vector = wire.Flag() ? new GivenVector(MemoryMarshal.Cast<byte, float>(wire.Bytes()).ToArray(), wire.OptionalText()) : null;
        return new SourceInfo(new DocumentId(id), path, mediaType, title, language is null ? null : new LanguageCode(language), metadata, firstLine, onOneLine, vector) { PartName = partName, Notes = notes };
    }

    public static void Write(WireWriter wire, Document document)
    {
        wire.Text(document.Id.Value);
        wire.Text(document.Hash.Hex);
        Write(wire, document.Source);
        wire.Text(document.Title);
        wire.Text(document.Language.Code);
        wire.Text(document.Text);
        wire.List(document.Blocks, block =>
        {
            wire.Int((int)block.Kind);
            wire.Int(block.Span.Start);
            wire.Int(block.Span.Length);
            wire.Int(block.Level);
            wire.Text(block.Anchor);
        });
        wire.List(document.Origins.Marks, mark =>
        {
            wire.Int(mark.Offset);
            wire.OptionalInt(mark.Line);
            wire.OptionalInt(mark.Page);
            wire.Text(mark.Part);
        });
        wire.List(document.Notes, wire.Text);
    }

    public static Document ReadDocument(WireReader wire) => new(
        new DocumentId(wire.Text()),
        new ContentHash(wire.Text()),
        ReadSource(wire),
        wire.Text(),
        new LanguageCode(wire.Text()),
        wire.Text(),
        wire.List(() => new Block((BlockKind)wire.Int(), new TextSpan(wire.Int(), wire.Int()), wire.Int(), wire.OptionalText())),
        new SourceMap(wire.List(() => new SourceMark(wire.Int(), wire.OptionalInt(), wire.OptionalInt(), wire.OptionalText()))),
        wire.List(wire.Text));

    private static void Write(WireWriter wire, KeyValuePair<string, MetadataValue> item)
    {
        wire.Text(item.Key);
        switch (item.Value)
        {
            case MetadataValue.Keywords keywords:
                wire.Int((int)MetadataKind.Keywords);
                wire.List(keywords.Values, wire.Text);
                break;
            case MetadataValue.Number number:
                wire.Int((int)MetadataKind.Number);
                wire.Long(BitConverter.DoubleToInt64Bits(number.Value));
                break;
            case MetadataValue.Flag flag:
                wire.Int((int)MetadataKind.Flag);
                wire.Flag(flag.Value);
                break;
            case MetadataValue.Date date:
                wire.Int((int)MetadataKind.Date);
                wire.Long(date.Value.Ticks);
                wire.Long(date.Value.Offset.Ticks);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(item), item.Value, "An unknown kind of metadata.");
        }
    }

    private static (string Name, MetadataValue Value) ReadMetadata(WireReader wire)
    {
        var name = wire.Text();
        return (name, (MetadataKind)wire.Int() switch
        {
            MetadataKind.Keywords => new MetadataValue.Keywords(wire.List(wire.Text)),
            MetadataKind.Number => new MetadataValue.Number(BitConverter.Int64BitsToDouble(wire.Long())),
            MetadataKind.Flag => new MetadataValue.Flag(wire.Flag()),
            MetadataKind.Date => new MetadataValue.Date(new DateTimeOffset(wire.Long(), new TimeSpan(wire.Long()))),
            var kind => throw new InvalidDataException($"Metadata of the unknown kind {(int)kind}."),
        });
    }
}
