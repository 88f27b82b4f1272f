namespace Groundwork.Sources.Folders;

/// <summary>What lies under a path.</summary>
internal enum FileKind
{
    File,
    Folder,
    Link,
    Pipe,
    Socket,
    Device,
}
