namespace Groundwork.Documents.Readers.Containers;

/// <summary>One entry of a tar archive.</summary>
/// <param name="Name">As decoded, not yet made safe.</param>
/// <param name="Kind">The type flag: '0' a file, '1' and '2' links, '3', '4' and '6' devices, '5' a folder, 'S' a sparse file.</param>
/// <param name="Bytes">Length of its content.</param>
internal readonly record struct TarEntry(string Name, char Kind, long Bytes);
