package io.remotingkafka.testbed.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium, driven in the words of somebody who sits in front of it. */
public final class Chromium implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY_TABS = 60;

    private final ChromeDriver driver;
    private final URI console;
    private final Path profile;
    private final SoftAssertions seen = new SoftAssertions();

    private Chromium(ChromeDriver driver, URI console, Path profile) {
        this.driver = driver;
        this.console = console;
        this.profile = profile;
    }

    /** Starts it, with a profile of its own. */
    public static Chromium start(URI console) {
        assertThat(BINARY).as("apt-get install chromium chromium-driver").isExecutable();
        try {
            Path profile = Files.createTempDirectory("console-e2e");
            ChromeOptions options = new ChromeOptions();
            options.setBinary(BINARY.toFile());
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // Bootstrap scrolls smoothly otherwise, and clicks go where elements were.
                    "--force-prefers-reduced-motion",
                    "--window-size=1280,900",
                    "--user-data-dir=" + profile);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    .usingAnyFreePort()
                    .build();
            return new Chromium(new ChromeDriver(service, options), console, profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page of the console. */
    public Chromium open(String path) {
        driver.get(console.resolve(path).toString());
        return this;
    }

    /** As the local user. */
    public Chromium login(String password) {
        return open("/login").type("password", password).press("Log in").waitFor("Log out");
    }

    /** Replaces what a field has. */
    public Chromium type(String id, String text) {
        WebElement field = driver.findElement(By.id(id));
        if (field.getDomAttribute("readonly") == null) {
            field.clear();
        }
        field.sendKeys(text);
        return this;
    }

    /** Clicks a box. */
    public Chromium tick(String id) {
        driver.findElement(By.id(id)).click();
        return this;
    }

    /** Clicks one of several. */
    public Chromium choose(String id) {
        return tick(id);
    }

    /** Presses the button of that text. */
    public Chromium press(String text) {
        driver.findElement(By.xpath("//button[normalize-space()=\"" + text + "\"]"))
                .click();
        return this;
    }

    /** Follows the link of that text. */
    public Chromium click(String text) {
        unlessReplaced(() -> link(text).click());
        return this;
    }

    /** Presses the button of the mouse on the link of that text; {@link #release} lets it go. */
    public Chromium hold(String text) {
        unlessReplaced(() -> new Actions(driver).clickAndHold(link(text)).perform());
        return this;
    }

    /** Lets the button of the mouse go. */
    public Chromium release() {
        new Actions(driver).release().perform();
        return this;
    }

    private WebElement link(String text) {
        return driver.findElement(By.xpath("//main//a[contains(normalize-space(), \"" + text + "\")]"));
    }

    /** A live page may replace what was just found. */
    private void unlessReplaced(Runnable action) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> {
                    action.run();
                    return true;
                });
    }

    /** Until the page shows a text. */
    public Chromium waitFor(String text) {
        return waitFor(text, PATIENCE);
    }

    /** The same with more or less patience. */
    public Chromium waitFor(String text, Duration patience) {
        new WebDriverWait(driver, patience)
                .withMessage(() -> "the page shows \"" + text + "\"")
                .until(page -> shows(text));
        return this;
    }

    /** The page may be replaced by the next one while it is read, and the driver has two ways to say so. */
    private boolean shows(String text) {
        try {
            return text().contains(text);
        } catch (StaleElementReferenceException e) {
            return false;
        } catch (WebDriverException e) {
            if (String.valueOf(e.getMessage()).contains("does not belong to the document")) {
                return false;
            }
            throw e;
        }
    }

    /** Types wherever the focus is. */
    public Chromium keys(String keys) {
        new Actions(driver)
                .sendKeys(keys.replace("\t", Keys.TAB).replace("\n", Keys.ENTER))
                .perform();
        return this;
    }

    /** By the tabulator alone. */
    public Chromium tabTo(String id) {
        for (int i = 0; i < MANY_TABS && !focused().equals(id); i++) {
            keys("\t");
        }
        assertThat(focused()).as("reached by tabulator").isEqualTo(id);
        return this;
    }

    /** From now on pages run no scripts. */
    public void withoutScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** The id of what has the focus. */
    public String focused() {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> String.valueOf(page.switchTo().activeElement().getDomAttribute("id")));
    }

    /** The text of what has the focus. */
    public String focusedText() {
        return driver.switchTo().activeElement().getText();
    }

    /** Whether somebody sees it. */
    public boolean isShown(String id) {
        return driver.findElement(By.id(id)).isDisplayed();
    }

    /** What a field has. */
    public String value(String id) {
        return driver.findElement(By.id(id)).getDomProperty("value");
    }

    /** What somebody reads. */
    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** The page as the browser has it. */
    public String source() {
        return String.valueOf(driver.getPageSource());
    }

    /** Keeps what the page looks like, wide and on a phone, light and dark, and has it checked for who cannot see that. */
    public Chromium look(String name) {
        for (String scheme : List.of("light", "dark")) {
            driver.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            keep(name + "-" + scheme, 1280);
            keep(name + "-" + scheme + "-phone", 360);
        }
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        return this;
    }

    private void keep(String name, int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 600));
        seen.assertThat(driver.executeScript(
                        "const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                .as("how far %s scrolls sideways", name)
                .isEqualTo(0L);
        seen.assertThat(violations())
                .as("accessibility of %s, as axe finds it", name)
                .isEmpty();
        long height = (Long) driver.executeScript("return Math.max(800, document.documentElement.scrollHeight)");
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        Object image = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                .get("data");
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.writeString(SCREENSHOTS.resolve(name + ".html"), source());
            Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(image)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<?> violations() {
        try (InputStream axe = Chromium.class.getResourceAsStream(AXE)) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<?>) driver.executeAsyncScript("const done = arguments[0];"
                + "axe.run().then(found => done(found.violations.map(each => each.id + ': ' + each.help + ' '"
                + " + each.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))))");
    }

    @Override
    public void close() {
        driver.quit();
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        seen.assertAll();
    }
}
