using System.Text;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>Looks at the first bytes of what should be a package and says what it is instead.</summary>
internal static class PackageSignature
{
    private static readonly byte[] s_compoundFile = [0xD0, 0xCF, 0x11, 0xE0];

    /// <exception cref="DocumentUnreadableException">It is no zip.</exception>
    public static void Check(ReadOnlySpan<byte> bytes, string path, string program)
    {
        if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{path}\" has no bytes.");
        if (bytes.StartsWith(s_compoundFile)) throw CompoundFile(bytes, path);
        if (bytes.StartsWith("{\\rtf"u8)) throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{path}\" holds rich text (RTF) under another ending. Give it the ending .rtf.");
        if (!bytes.StartsWith("PK"u8))
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{path}\" is damaged: it does not begin as a document of its ending does. Open it in {program} and save it again.");
    }

    /// <summary>What to say about an OLE compound file: a protected document, which names its stream in UTF-16, or a format before 2007.</summary>
    public static DocumentUnreadableException CompoundFile(ReadOnlySpan<byte> bytes, string path)
    {
        if (Holds(bytes, "EncryptedPackage") || Holds(bytes, "DRMEncryptedTransform"))
            return new DocumentUnreadableException(UnreadableReason.Encrypted, $"\"{path}\" needs a password. Save a copy without one.");
        var (format, saveAs) = Holds(bytes, "WordDocument") ? ("DOC", "DOCX") : Holds(bytes, "PowerPoint Document") ? ("PPT", "PPTX") : Holds(bytes, "Workbook") || Holds(bytes, "Book") ? ("XLS", "XLSX") : ("DOC, XLS or PPT", "DOCX, XLSX or PPTX");
        return new DocumentUnreadableException(UnreadableReason.UnsupportedFormat, $"\"{path}\" is in the old {format} format. Save it as {saveAs}.");
    }

    public static bool IsCompoundFile(ReadOnlySpan<byte> bytes) => bytes.StartsWith(s_compoundFile);

    private static bool Holds(ReadOnlySpan<byte> bytes, string stream) => bytes.IndexOf(Encoding.Unicode.GetBytes(stream)) >= 0;
}
