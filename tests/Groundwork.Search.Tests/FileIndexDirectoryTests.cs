using System.Globalization;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests;

public sealed class FileIndexDirectoryTests
{
    [Fact]
    public void A_file_gets_its_name_only_when_it_is_whole()
    {
        using var folder = new TemporaryDirectory();
        var directory = new FileIndexDirectory(folder.Path);
        using (var stream = directory.Create("part"))
        {
            stream.Write([1, 2, 3]);
            directory.List().ShouldBeEmpty();
        }

        directory.List().ShouldBe(["part"]);
        using var view = directory.Open("part");
        view.Length.ShouldBe(3);
        view.Slice(1, 2).ToArray().ShouldBe(new byte[] { 2, 3 });
        Should.Throw<ArgumentOutOfRangeException>(() => view.Slice(2, 2));
        Should.Throw<IOException>(() => directory.Create("part"));
    }

    [Fact]
    public void An_empty_file_can_be_opened_and_a_missing_one_is_named()
    {
        using var folder = new TemporaryDirectory();
        var directory = new FileIndexDirectory(folder.File("new/folder"));
        directory.Create("empty").Dispose();
        using var view = directory.Open("empty");
        view.Slice(0, 0).Length.ShouldBe(0);
        Should.Throw<FileNotFoundException>(() => directory.Open("nothing")).Message.ShouldContain("nothing");
        directory.ReadSmall("nothing").ShouldBeNull();
        directory.Delete("nothing");
    }

    [Fact]
    public void Publishing_replaces_the_whole_content()
    {
        using var folder = new TemporaryDirectory();
        var directory = new FileIndexDirectory(folder.Path);
        directory.Publish("commit", [1, 2, 3, 4]);
        directory.Publish("commit", [9]);
        directory.ReadSmall("commit").ShouldBe(new byte[] { 9 });
        directory.List().ShouldBe(["commit"]);
    }

    [Fact]
    public void A_mapped_file_can_be_read_after_it_was_deleted()
    {
        using var folder = new TemporaryDirectory();
        var directory = new FileIndexDirectory(folder.Path);
        using (var stream = directory.Create("part")) stream.Write([7]);
        using var view = directory.Open("part");
        directory.Delete("part");
        view.Slice(0, 1)[0].ShouldBe((byte)7);
    }

    [Fact]
    public void A_disposed_view_refuses()
    {
        using var folder = new TemporaryDirectory();
        var directory = new FileIndexDirectory(folder.Path);
        using (var stream = directory.Create("part")) stream.Write([7]);
        var view = directory.Open("part");
        view.Dispose();
        Should.Throw<ObjectDisposedException>(() => view.Slice(0, 1));
    }

    [Fact]
    public void A_second_lock_is_refused_and_names_the_process_until_the_first_is_given_back()
    {
        using var folder = new TemporaryDirectory();
        using (new FileIndexDirectory(folder.Path).Lock("writer"))
        {
            var refused = Should.Throw<IndexLockedException>(() => new FileIndexDirectory(folder.Path).Lock("writer"));
            refused.Message.ShouldContain(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            new FileIndexDirectory(folder.Path).List().ShouldBeEmpty();
        }

        new FileIndexDirectory(folder.Path).Lock("writer").Dispose();
    }

    [Fact]
    public void Taking_the_lock_removes_half_written_files()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("segment.tmp", "half");
        new FileIndexDirectory(folder.Path).Lock("writer").Dispose();
        File.Exists(folder.File("segment.tmp")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("näme")]
    public void A_name_that_could_leave_the_folder_is_refused(string name)
    {
        using var folder = new TemporaryDirectory();
        var directory = new FileIndexDirectory(folder.Path);
        Should.Throw<ArgumentException>(() => directory.Create(name));
        Should.Throw<ArgumentException>(() => directory.Delete(name));
    }
}
