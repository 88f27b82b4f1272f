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
    public void Saying_how_a_file_will_be_read_changes_nothing_about_what_is_read()
    {
        using var folder = new TemporaryDirectory();
        var directory = new FileIndexDirectory(folder.Path);
        var content = new byte[100_000];
        content[70_001] = 5;
        using (var stream = directory.Create("part")) stream.Write(content);
        directory.Create("empty").Dispose();
        foreach (var name in directory.List())
        {
            using var view = directory.Open(name);
            view.ReadAhead(0, 1);
            view.ReadAhead(view.Length / 2, long.MaxValue / 2);
            view.ReadAhead(view.Length + 5, 10);
            view.ReadThrough();
            view.Slice(0, (int)view.Length).ToArray().ShouldBe(content.Take((int)view.Length));
        }

        var closed = directory.Open("part");
        closed.Dispose();
        Should.Throw<ObjectDisposedException>(() => closed.ReadAhead(0, 1));
        Should.Throw<ObjectDisposedException>(closed.ReadThrough);
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

    [Fact]
    public void A_published_file_knows_when_another_one_has_taken_its_name_even_one_of_the_same_content()
    {
        using var folder = new TemporaryDirectory();
        var directory = new FileIndexDirectory(folder.Path);
        directory.OpenPublished("commit").ShouldBeNull();
        directory.Publish("commit", [1, 2, 3]);
        using var first = directory.OpenPublished("commit")!;
        first.Content.ToArray().ShouldBe(new byte[] { 1, 2, 3 });
        first.IsCurrent.ShouldBeTrue();
        for (var i = 0; i < 5; i++)
        {
            directory.Publish("commit", [1, 2, (byte)i]);
            first.IsCurrent.ShouldBeFalse();
        }

        using var second = directory.OpenPublished("commit")!;
        second.IsCurrent.ShouldBeTrue();
        directory.Delete("commit");
        second.IsCurrent.ShouldBeFalse();
    }

    [Fact]
    public void A_log_is_read_while_it_grows_and_what_is_torn_is_cut_off()
    {
        using var folder = new TemporaryDirectory();
        var directory = new FileIndexDirectory(folder.Path);
        Should.Throw<FileNotFoundException>(() => directory.OpenAppend("log", 0));
        Should.Throw<FileNotFoundException>(() => directory.OpenGrowing("log"));
        using (var stream = directory.Create("log")) stream.Write([1, 2, 3, 4]);
        using var reader = directory.OpenGrowing("log");
        var buffer = new byte[10];
        using (var log = directory.OpenAppend("log", 3))
        {
            (log.Length, reader.Length).ShouldBe((3, 3));
            log.Append([7, 8]);
            log.Flush();
        }

        reader.Read(2, buffer).ShouldBe(3);
        buffer[..3].ShouldBe(new byte[] { 3, 7, 8 });
        reader.Read(9, buffer).ShouldBe(0);
        directory.Delete("log");
        reader.Length.ShouldBe(5);
        Should.Throw<EndOfStreamException>(() =>
        {
            using (var stream = directory.Create("short")) stream.Write([1]);
            directory.OpenAppend("short", 2);
        });
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_not_taken_for_one_that_somebody_writes()
    {
        using var folder = new TemporaryDirectory();
        Directory.CreateDirectory(folder.File("writer.lock"));
        var refused = Should.Throw<IOException>(() => new FileIndexDirectory(folder.Path).Lock("writer"));
        refused.Message.ShouldContain("cannot be written");
    }
}
