namespace Groundwork.Documents.Readers.Containers;

/// <summary>One entry as the central directory of a zip archive lists it.</summary>
/// <param name="Name">As decoded, not yet made safe.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="IsEncrypted">A password is needed.</param>
/// <param name="IsLink">A symbolic link, device or pipe, made on Unix.</param>
/// <param name="Checksum">CRC-32 of the unpacked bytes.</param>
/// <param name="PackedBytes">Length in the archive.</param>
/// <param name="UnpackedBytes">Length that it claims to unpack to.</param>
/// <param name="HeaderOffset">Where its local header starts, in the file.</param>
internal sealed record ZipEntry(string Name, int Method, bool IsEncrypted, bool IsLink, uint Checksum, long PackedBytes, long UnpackedBytes, long HeaderOffset);
