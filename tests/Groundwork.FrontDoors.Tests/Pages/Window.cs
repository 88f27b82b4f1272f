using Microsoft.Playwright;

namespace Groundwork.FrontDoors.Tests.Pages;

/// <summary>A window that remembers what its pages complained about: failing scripts and everything the content policy stopped.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error") _complaints.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
