// Holds PDF files to PDF/UA-1 with veraPDF's rules: java -cp <jars> Vera.java FILE…
// Prints one line a file ("PASS" or "FAIL", its name, how many assertions), and below it each failed one.

import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Vera {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String name : files) {
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(name), PDFAFlavour.PDFUA_1)) {
        PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false);
        ValidationResult found = validator.validate(parser);
        System.out.println((found.isCompliant() ? "PASS " : "FAIL ") + name + " " + found.getTotalAssertions());
        for (TestAssertion one : found.getTestAssertions()) {
          if (one.getStatus() != TestAssertion.Status.PASSED) {
            System.out.println("  " + one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + one.getMessage());
          }
        }
      }
    }
  }
}
