using Groundwork.Documents.Processes;
using Groundwork.TestKit;

namespace Groundwork.Documents.Tests.Processes;

public sealed class WorkerFolderTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_folder_whose_owner_lives_stays_and_one_whose_owner_is_gone_goes()
    {
        using var own = WorkerFolder.Create();
        var left = Folder("left", hasLock: true);
        File.WriteAllText(Path.Combine(left, "page.pgm"), "of a document");
        var held = Folder("held", hasLock: true);
        using (new FileStream(Path.Combine(held, ".owner"), FileMode.Open, FileAccess.ReadWrite, FileShare.None)) WorkerFolder.RemoveStale(_temporary.Path, s_now);
        (Directory.Exists(left), Directory.Exists(held)).ShouldBe((false, true));

        // Its owner has died since.
        WorkerFolder.RemoveStale(_temporary.Path, s_now);
        Directory.Exists(held).ShouldBeFalse();
        WorkerFolder.RemoveStale(Path.GetDirectoryName(own.Path)!, s_now);
        Directory.Exists(own.Path).ShouldBeTrue();
    }

    [Fact]
    public void A_folder_that_is_just_being_made_stays_and_so_does_what_is_not_ours()
    {
        var making = Folder("making", hasLock: false);
        var old = Folder("old", hasLock: false);
        Directory.SetLastWriteTimeUtc(making, s_now.UtcDateTime.AddMinutes(-1));
        Directory.SetLastWriteTimeUtc(old, s_now.UtcDateTime.AddDays(-2));
        var foreign = Directory.CreateDirectory(_temporary.File("another-program")).FullName;
        Directory.SetLastWriteTimeUtc(foreign, s_now.UtcDateTime.AddDays(-2));
        WorkerFolder.RemoveStale(_temporary.Path, s_now);
        (Directory.Exists(making), Directory.Exists(old), Directory.Exists(foreign)).ShouldBe((true, false, true));
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        if (OperatingSystem.IsWindows()) return;
        var elsewhere = Directory.CreateDirectory(_temporary.File("elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, ".owner"), "");
        Directory.CreateSymbolicLink(_temporary.File(WorkerFolder.Prefix + "link"), elsewhere);
        WorkerFolder.RemoveStale(_temporary.Path, s_now);
        File.Exists(Path.Combine(elsewhere, ".owner")).ShouldBeTrue();
    }

    [Fact]
    public void A_disposed_folder_is_gone()
    {
        var folder = WorkerFolder.Create();
        File.WriteAllText(Path.Combine(folder.Path, "page.pgm"), "of a document");
        folder.Dispose();
        Directory.Exists(folder.Path).ShouldBeFalse();
    }

    private string Folder(string name, bool hasLock)
    {
        var folder = Directory.CreateDirectory(_temporary.File(WorkerFolder.Prefix + name)).FullName;
        if (hasLock) File.WriteAllText(Path.Combine(folder, ".owner"), "");
        return folder;
    }
}
